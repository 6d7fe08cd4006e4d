using System;
using System.Collections.Immutable;
using System.Linq;
using Mcp.Generators.Pins;
using Mcp.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators.Diagnostics;

/// <summary>
/// Compares a contract that names a pin with that pin. What breaks a call is an error; what may, depending on values, is a warning of the
/// same number: <c>CheckAsync</c> divides them in the same way.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PinAnalyzer : ContractPinAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = PinDescriptors.All;

    private protected override void Analyze(SymbolAnalysisContext context, ContractPins pins)
    {
        if (context.Symbol is not INamedTypeSymbol { TypeKind: TypeKind.Interface } contract || ContractSettings.Of(contract) is not { Pin: { } name } settings)
        {
            return;
        }

        if (pins.Find(name, out var reason, out var place, context.CancellationToken) is not { } pin)
        {
            Report(context, AtPin(PinDescriptors.NoPin, contract, settings), place, true, null, name, reason);
            return;
        }

        var needs = ContractReader.ReadNeeds(contract, context.Compilation, context.CancellationToken);
        if (needs.Revision is { } revision && revision != pin.Document.Revision)
        {
            var position = pin.Revision.Position;
            Report(context, AtPin(PinDescriptors.OtherRevision, contract, settings), ContractPins.PlaceIn(pin.Path, position), true, null, ContractPins.Name(pin, position), pin.Document.Revision, revision);
        }

        var names = new PinnedNames(needs.Needs);
        foreach (var need in needs.Needs.Where(need => !IsFromPin(need.Method, contract)))
        {
            foreach (var finding in PinComparison.Of(need.Need, pin, context.CancellationToken))
            {
                Report(context, pin, finding, need, names.Offer(finding, need.Call));
            }
        }
    }

    private static ContractProblem AtPin(DiagnosticDescriptor descriptor, INamedTypeSymbol contract, ContractSettings settings)
        => new(descriptor, contract, ProblemPart.AttributeArgument, "") { Attribute = settings.Attribute, Hint = nameof(ContractSettings.Pin) };

    /// <summary>What was generated from the pin fits it.</summary>
    private static bool IsFromPin(IMethodSymbol method, INamedTypeSymbol contract)
        => SymbolEqualityComparer.Default.Equals(method.ContainingType, contract)
            && method.Locations.All(static location => location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase) == true);

    private static void Report(SymbolAnalysisContext context, PinFile pin, PinFinding finding, ContractNeed need, string? offer)
    {
        var subject = $"{need.Call.Kind.ToString().ToLowerInvariant()} '{need.Call.Target}'";
        var place = ContractPins.PlaceIn(pin.Path, finding.Position);
        Report(context, PinPlace.Of(finding, need.Method, need.Call), place, finding.IsBreaking, offer, subject, ContractPins.Name(pin, finding.Position), finding.Text);
    }

    private static void Report(SymbolAnalysisContext context, ContractProblem problem, Location? place, bool isBreaking, string? offer, params string[] arguments)
        => context.ReportDiagnostic(Diagnostic.Create(
            problem.Descriptor,
            ProblemLocation.Of(problem, (INamedTypeSymbol)context.Symbol, context.CancellationToken),
            isBreaking ? problem.Descriptor.DefaultSeverity : DiagnosticSeverity.Warning,
            place is null ? null : ImmutableArray.Create(place),
            ImmutableDictionary<string, string?>.Empty.Add(ContractAnalyzer.Hint, offer ?? ""),
            arguments));
}
