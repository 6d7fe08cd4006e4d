using System.Collections.Immutable;
using System.Linq;
using Mcp.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators.Diagnostics;

/// <summary>Says why a contract is not implemented, and what is odd about one that is. It runs the generator's own reading.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic that tells a code fix what it needs to know.</summary>
    internal const string Hint = nameof(Hint);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ContractDescriptors.All.Remove(ContractDescriptors.NoContract).AddRange(JsonDescriptors.All);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        // Below C# 12 nothing is emitted, and one diagnostic says so.
        if (context.Symbol is INamedTypeSymbol { TypeKind: TypeKind.Interface } contract
            && KnownSymbols.IsContract(contract)
            && context.Compilation is CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp12 })
        {
            ContractReader.Read(contract, context.Compilation, problem => context.ReportDiagnostic(Created(problem, contract, context)), context.CancellationToken);
        }
    }

    private static Diagnostic Created(ContractProblem problem, INamedTypeSymbol contract, SymbolAnalysisContext context) => Diagnostic.Create(
        problem.Descriptor,
        ProblemLocation.Of(problem, contract, context.CancellationToken),
        ImmutableDictionary<string, string?>.Empty.Add(Hint, problem.Hint),
        problem.First,
        problem.Second);
}
