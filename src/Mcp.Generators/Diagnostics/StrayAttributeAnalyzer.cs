using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using Mcp.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators.Diagnostics;

/// <summary>Finds attributes of contracts where there is no contract. An interface that a contract inherits from is part of it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StrayAttributeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(ContractDescriptors.NoContract);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var inherited = new ConcurrentDictionary<INamedTypeSymbol, bool>(SymbolEqualityComparer.Default);
            var marked = new ConcurrentBag<(INamedTypeSymbol Type, AttributeData Attribute)>();
            start.RegisterSymbolAction(found => Collect((INamedTypeSymbol)found.Symbol, inherited, marked), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end =>
            {
                foreach (var (type, attribute) in marked.Where(found => !inherited.ContainsKey(found.Type)))
                {
                    end.ReportDiagnostic(Diagnostic.Create(
                        ContractDescriptors.NoContract,
                        attribute.ApplicationSyntaxReference?.GetSyntax(end.CancellationToken).GetLocation(),
                        attribute.AttributeClass!.Name.Replace("Attribute", ""),
                        type.Name));
                }
            });
        });
    }

    private static void Collect(
        INamedTypeSymbol type, ConcurrentDictionary<INamedTypeSymbol, bool> inherited, ConcurrentBag<(INamedTypeSymbol Type, AttributeData Attribute)> marked)
    {
        if (KnownSymbols.IsContract(type))
        {
            foreach (var parent in type.AllInterfaces)
            {
                inherited.TryAdd(parent.OriginalDefinition, true);
            }

            return;
        }

        foreach (var (_, attribute) in type.GetMembers().OfType<IMethodSymbol>().SelectMany(CallTarget.Attributes))
        {
            marked.Add((type, attribute));
        }
    }
}
