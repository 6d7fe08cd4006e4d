using System;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mcp.Generators.Symbols;

/// <summary>
/// Types and namespaces as text. The compiler's own printing looks at far more than a name and was half of what reading a contract cost, after
/// every key press; what is not a plain name is still left to it. A test compares the two.
/// </summary>
internal static class SymbolText
{
    private static readonly SymbolDisplayFormat WithNulls = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat NameOnly = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
        .RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    // Names are many and short, and are asked for on every key press.
    [ThreadStatic]
    private static StringBuilder? Cached;

    /// <summary>A type as it stands in emitted code, its nullable annotations included.</summary>
    public static string Printed(ITypeSymbol type)
    {
        var text = Empty();
        return TryPrint(text, type, withNulls: true) ? text.ToString() : type.ToDisplayString(WithNulls);
    }

    /// <summary>A type as it stands in emitted code, without annotations of references.</summary>
    public static string Qualified(ITypeSymbol type)
    {
        var text = Empty();
        return TryPrint(text, type, withNulls: false) ? text.ToString() : type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
    }

    /// <summary>The namespace and name of a type's definition without the compiler's prefix, with type parameters under their own names.</summary>
    public static string Name(ITypeSymbol type)
    {
        if (type.OriginalDefinition is not INamedTypeSymbol { TypeKind: not TypeKind.Error, IsTupleType: false, ContainingType: null } definition
            || definition.SpecialType is SpecialType.System_Nullable_T or SpecialType.System_IntPtr or SpecialType.System_UIntPtr)
        {
            return type.OriginalDefinition.ToDisplayString(NameOnly);
        }

        var text = Empty();
        Qualify(text, definition.ContainingNamespace);
        Escape(text, definition.Name);
        for (var i = 0; i < definition.Arity; i++)
        {
            Escape(text.Append(i == 0 ? "<" : ", "), definition.TypeParameters[i].Name);
        }

        return (definition.Arity == 0 ? text : text.Append('>')).ToString();
    }

    /// <summary>A namespace as it is declared; empty for the global one.</summary>
    public static string Of(INamespaceSymbol @namespace)
    {
        var text = Empty();
        Qualify(text, @namespace);
        return text.Length == 0 ? "" : text.ToString(0, text.Length - 1);
    }

    private static StringBuilder Empty() => (Cached ??= new StringBuilder(256)).Clear();

    private static bool TryPrint(StringBuilder text, ITypeSymbol type, bool withNulls) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: not IArrayTypeSymbol } array => TryPrint(text, array.ElementType, withNulls) && Annotate(text.Append("[]"), type, withNulls),
        INamedTypeSymbol { TypeKind: not TypeKind.Error, IsTupleType: false } named => TryPrint(text, named, withNulls),
        _ => false,
    };

    private static bool TryPrint(StringBuilder text, INamedTypeSymbol type, bool withNulls)
    {
        if (Keyword(type.SpecialType) is { } keyword)
        {
            return Annotate(text.Append(keyword), type, withNulls);
        }

        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T && !type.IsDefinition)
        {
            return TryPrint(text, type.TypeArguments[0], withNulls) && Annotate(text.Append('?'), type, false);
        }

        if (type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr or SpecialType.System_Void || type.ContainingType is { IsGenericType: true })
        {
            return false;
        }

        Qualify(text.Append("global::"), type.ContainingNamespace);
        Nest(text, type.ContainingType);
        Escape(text, type.Name);
        for (var i = 0; i < type.Arity; i++)
        {
            if (!TryPrint(text.Append(i == 0 ? "<" : ", "), type.TypeArguments[i], withNulls))
            {
                return false;
            }
        }

        return Annotate(type.Arity == 0 ? text : text.Append('>'), type, withNulls);
    }

    private static bool Annotate(StringBuilder text, ITypeSymbol type, bool withNulls)
    {
        if (withNulls && type is { IsValueType: false, NullableAnnotation: NullableAnnotation.Annotated })
        {
            text.Append('?');
        }

        return true;
    }

    private static void Qualify(StringBuilder text, INamespaceSymbol? @namespace)
    {
        if (@namespace is { IsGlobalNamespace: false })
        {
            Qualify(text, @namespace.ContainingNamespace);
            Escape(text, @namespace.Name).Append('.');
        }
    }

    private static void Nest(StringBuilder text, INamedTypeSymbol? type)
    {
        if (type is not null)
        {
            Nest(text, type.ContainingType);
            Escape(text, type.Name).Append('.');
        }
    }

    private static StringBuilder Escape(StringBuilder text, string name)
        => (SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? text : text.Append('@')).Append(name);

    private static string? Keyword(SpecialType type) => type switch
    {
        SpecialType.System_Object => "object",
        SpecialType.System_Boolean => "bool",
        SpecialType.System_Char => "char",
        SpecialType.System_SByte => "sbyte",
        SpecialType.System_Byte => "byte",
        SpecialType.System_Int16 => "short",
        SpecialType.System_UInt16 => "ushort",
        SpecialType.System_Int32 => "int",
        SpecialType.System_UInt32 => "uint",
        SpecialType.System_Int64 => "long",
        SpecialType.System_UInt64 => "ulong",
        SpecialType.System_Single => "float",
        SpecialType.System_Double => "double",
        SpecialType.System_Decimal => "decimal",
        SpecialType.System_String => "string",
        _ => null,
    };
}
