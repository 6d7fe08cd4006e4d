using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mcp.Generators.Symbols;

/// <summary>What may be a contract, and which of its members are calls.</summary>
internal static class ContractRules
{
    /// <summary>The type itself or one around it that is not partial; null when all are.</summary>
    public static INamedTypeSymbol? NotPartial(INamedTypeSymbol contract)
        => Around(contract).Reverse().FirstOrDefault(static type => !IsPartial(type));

    /// <summary>Why emitted code cannot name the type; null when it can.</summary>
    public static string? WhyOutOfReach(INamedTypeSymbol contract, Compilation compilation)
    {
        foreach (var type in Around(contract))
        {
            if (type.IsGenericType)
            {
                return type.Equals(contract, SymbolEqualityComparer.Default) ? "it is generic" : $"it stands in the generic type '{type.Name}'";
            }

            if (type.IsFileLocal)
            {
                return $"'{type.Name}' can be seen in its own file only";
            }
        }

        return compilation.IsSymbolAccessibleWithin(contract, compilation.Assembly) ? null : "it cannot be seen from outside of the type around it";
    }

    /// <summary>The type and those around it, outermost first.</summary>
    public static IReadOnlyList<INamedTypeSymbol> Around(INamedTypeSymbol type)
    {
        var types = new List<INamedTypeSymbol>();
        for (var current = type; current is not null; current = current.ContainingType)
        {
            types.Insert(0, current);
        }

        return types;
    }

    /// <summary>The members that an implementation must have, inherited ones included. What was emitted from a pin is not the app's.</summary>
    public static IEnumerable<ISymbol> Members(INamedTypeSymbol contract)
        => All(contract).Where(static member => member.IsAbstract && member is not INamedTypeSymbol);

    /// <summary>The names that nothing emitted into a contract may have. A method may stand beside an emitted one, as an overload of it.</summary>
    public static IEnumerable<string> OtherNames(INamedTypeSymbol contract)
        => All(contract)
            .Where(static member => member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary } && !(member is IMethodSymbol && member.Name.EndsWith("Async", StringComparison.Ordinal)))
            .Select(static member => member.Name)
            .Distinct()
            .OrderBy(static name => name, StringComparer.Ordinal);

    private static IEnumerable<ISymbol> All(INamedTypeSymbol contract)
        => contract.AllInterfaces
            .Where(static inherited => SymbolText.Name(inherited) is not (KnownSymbols.Contract or KnownSymbols.DescribedContract))
            .Prepend(contract)
            .SelectMany(static type => type.GetMembers())
            .Where(member => !IsAccessor(member) && !IsEmitted(member, contract));

    /// <summary>How a type is opened again around emitted code.</summary>
    public static string Reopened(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => $"partial interface {Name(type)}",
        { IsRecord: true, IsValueType: true } => $"partial record struct {Name(type)}",
        { IsRecord: true } => $"partial record {Name(type)}",
        { IsValueType: true } => $"partial struct {Name(type)}",
        _ => $"partial class {Name(type)}",
    };

    private static string Name(INamedTypeSymbol type) => Emit.Identifiers.Escape(type.Name);

    private static bool IsPartial(INamedTypeSymbol type)
        => type.DeclaringSyntaxReferences.Any(static reference =>
            reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>Analyzers see what the generator has added to the contract; a contract that inherits from it in another assembly has to implement that.</summary>
    private static bool IsEmitted(ISymbol member, INamedTypeSymbol contract)
        => SymbolEqualityComparer.Default.Equals(member.ContainingType, contract)
            && KnownSymbols.AttributeOf(member, KnownSymbols.GeneratedCode)?.ConstructorArguments.FirstOrDefault().Value is "Mcp.Generators";

    /// <summary>Getters and the like: their property or event is the member.</summary>
    private static bool IsAccessor(ISymbol member) => member is IMethodSymbol { AssociatedSymbol: not null };
}
