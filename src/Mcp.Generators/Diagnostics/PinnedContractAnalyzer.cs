using System.Collections.Immutable;
using Mcp.Generators.Pins;
using Mcp.Generators.Pins.Binding;
using Mcp.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators.Diagnostics;

/// <summary>Says which parts of a pin have no form in C#, for contracts whose methods come from it. It runs the generator's own binding.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PinnedContractAnalyzer : ContractPinAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(PinDescriptors.BeyondCSharp);

    private protected override void Analyze(SymbolAnalysisContext context, ContractPins pins)
    {
        if (context.Symbol is not INamedTypeSymbol { TypeKind: TypeKind.Interface } type
            || ContractSettings.Of(type) is not { Pin: { } name, Attribute: { } attribute }
            || ContractReader.Read(type, context.Compilation, null, context.CancellationToken) is not { Pin: not null } contract
            || pins.Find(name, out _, out _, context.CancellationToken) is not { } pin)
        {
            return;
        }

        var problem = new ContractProblem(PinDescriptors.BeyondCSharp, type, ProblemPart.AttributeArgument, "") { Attribute = attribute, Hint = nameof(ContractSettings.Pin) };
        var location = ProblemLocation.Of(problem, type, context.CancellationToken);
        PinBinder.Bind(contract, pin.Document, pin, note => context.ReportDiagnostic(Created(note, pin, location)), context.CancellationToken);
    }

    private static Diagnostic Created(PinNote note, PinFile pin, Location location) => Diagnostic.Create(
        PinDescriptors.BeyondCSharp, location, new[] { ContractPins.PlaceIn(pin.Path, note.Position) }, note.Subject, ContractPins.Name(pin, note.Position), note.Reason);
}
