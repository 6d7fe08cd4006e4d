using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>Recognises lists and maps.</summary>
internal static class CollectionReader
{
    private const string Prefix = "System.Collections.Generic.";

    /// <summary>The shape of a list or of a map by string; null for any other type.</summary>
    public static Shape? ShapeOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array)
        {
            return new Shape(array.ElementType, false, "[]");
        }

        if (type is not INamedTypeSymbol { IsGenericType: true } named || !SymbolText.Name(named).StartsWith(Prefix, System.StringComparison.Ordinal))
        {
            return null;
        }

        var container = "global::" + Prefix + named.Name;
        switch (named.Name)
        {
            case "IReadOnlyList":
                return new Shape(named.TypeArguments[0], false, "");
            case "HashSet" or "ISet" or "IReadOnlySet" or "List" or "IList" or "ICollection" or "IReadOnlyCollection" or "IEnumerable":
                return new Shape(named.TypeArguments[0], false, container);
            case "IReadOnlyDictionary" when HasTextKeys(named):
                return new Shape(named.TypeArguments[1], true, "");
            case "Dictionary" or "IDictionary" when HasTextKeys(named):
                return new Shape(named.TypeArguments[1], true, container);
            default:
                return null;
        }
    }

    private static bool HasTextKeys(INamedTypeSymbol map) => map.TypeArguments[0].SpecialType == SpecialType.System_String;

    /// <summary>What a collection holds and what it is in C#.</summary>
    internal readonly record struct Shape(ITypeSymbol Element, bool IsMap, string Container);
}
