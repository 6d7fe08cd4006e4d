using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Mcp.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators.Diagnostics;

/// <summary>Says why a contract is not implemented. It runs the generator's own reading.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ContractDescriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        if (context.Symbol is INamedTypeSymbol { TypeKind: TypeKind.Interface } contract && KnownSymbols.IsContract(contract))
        {
            ContractReader.Read(contract, context.Compilation, problem => context.ReportDiagnostic(Diagnostic.Create(
                problem.Descriptor, Location(problem, contract, context.CancellationToken), problem.First, problem.Second)), context.CancellationToken);
        }
    }

    /// <summary>The part of the declaration, or the contract's name when the declaration is elsewhere.</summary>
    private static Location Location(ContractProblem problem, INamedTypeSymbol contract, CancellationToken cancellation)
    {
        var isOwn = SymbolEqualityComparer.Default.Equals(problem.Symbol, contract)
            || SymbolEqualityComparer.Default.Equals((problem.Symbol as IParameterSymbol)?.ContainingSymbol.ContainingType ?? problem.Symbol.ContainingType, contract);
        if (!isOwn)
        {
            return contract.Locations[0];
        }

        var type = problem.Part == ProblemPart.Name ? null : problem.Symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) switch
        {
            MethodDeclarationSyntax method => method.ReturnType,
            ParameterSyntax parameter => parameter.Type,
            _ => null,
        };
        return type?.GetLocation() ?? problem.Symbol.Locations[0];
    }
}
