using System.Linq;
using System.Threading;
using Mcp.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mcp.Generators.Diagnostics;

/// <summary>Where a problem stands.</summary>
internal static class ProblemLocation
{
    /// <summary>The part of the declaration, or the contract's name when the declaration is elsewhere.</summary>
    public static Location Of(ContractProblem problem, INamedTypeSymbol contract, CancellationToken cancellation)
    {
        if (!IsOwn(problem.Symbol, contract))
        {
            return contract.Locations[0];
        }

        return problem.Part switch
        {
            ProblemPart.Type => OfType(problem.Symbol, cancellation),
            ProblemPart.AttributeArgument or ProblemPart.Attribute => OfAttribute(problem, cancellation),
            _ => null,
        } ?? problem.Symbol.Locations[0];
    }

    private static bool IsOwn(ISymbol symbol, INamedTypeSymbol contract)
        => SymbolEqualityComparer.Default.Equals(symbol, contract)
            || SymbolEqualityComparer.Default.Equals((symbol as IParameterSymbol)?.ContainingSymbol.ContainingType ?? symbol.ContainingType, contract);

    private static Location? OfType(ISymbol symbol, CancellationToken cancellation)
        => (symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) switch
        {
            MethodDeclarationSyntax method => method.ReturnType,
            ParameterSyntax parameter => parameter.Type,
            _ => null,
        })?.GetLocation();

    private static Location? OfAttribute(ContractProblem problem, CancellationToken cancellation)
    {
        if (problem.Attribute?.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
        {
            return null;
        }

        var arguments = syntax.ArgumentList?.Arguments;
        var argument = problem.Part == ProblemPart.Attribute ? null
            : arguments?.FirstOrDefault(found => found.NameEquals?.Name.Identifier.ValueText == problem.Hint) ?? arguments?.FirstOrDefault();
        return (argument?.Expression ?? (SyntaxNode)syntax).GetLocation();
    }
}
