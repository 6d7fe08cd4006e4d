using Mcp.Generators.Models;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>The framework's types that are one JSON value by themselves.</summary>
internal static class ScalarTypes
{
    /// <summary>How a type is read and written; null when it is none of these.</summary>
    public static TypeRef? Of(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String => TypeRef.Text,
        SpecialType.System_Boolean => TypeRef.Boolean,
        SpecialType.System_Int32 => TypeRef.SmallInteger,
        SpecialType.System_Int64 => TypeRef.Integer,
        SpecialType.System_Double => TypeRef.Number,
        SpecialType.System_Byte => TypeRef.Scalar("byte", "Byte"),
        SpecialType.System_SByte => TypeRef.Scalar("sbyte", "SByte"),
        SpecialType.System_Int16 => TypeRef.Scalar("short", "Int16"),
        SpecialType.System_UInt16 => TypeRef.Scalar("ushort", "UInt16"),
        SpecialType.System_UInt32 => TypeRef.Scalar("uint", "UInt32"),
        SpecialType.System_UInt64 => TypeRef.Scalar("ulong", "UInt64"),
        SpecialType.System_Single => TypeRef.Scalar("float", "Single"),
        SpecialType.System_Decimal => TypeRef.Scalar("decimal", "Decimal"),
        SpecialType.System_Char => TypeRef.Scalar("char", "Char"),
        _ => type is IArrayTypeSymbol ? OfBytes(type) : OfName(type),
    };

    /// <summary>A <c>byte[]</c> or <c>ReadOnlyMemory&lt;byte&gt;</c>.</summary>
    public static TypeRef? OfBytes(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => TypeRef.Scalar("byte[]", "Base64", isValueType: false),
        INamedTypeSymbol { TypeArguments.Length: 1 } named when named.TypeArguments[0].SpecialType == SpecialType.System_Byte && KnownSymbols.Is(named, "System.ReadOnlyMemory<T>")
            => TypeRef.Scalar("global::System.ReadOnlyMemory<byte>", "Memory"),
        _ => null,
    };

    private static TypeRef? OfName(ITypeSymbol type)
    {
        if (type.Name is not ("Guid" or "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" or "Uri" or "JsonElement" or "ReadOnlyMemory"))
        {
            return null;
        }

        var name = SymbolText.Name(type);
        return name switch
        {
            "System.Guid" or "System.DateTime" or "System.DateTimeOffset" or "System.DateOnly" or "System.TimeOnly" or "System.TimeSpan"
                => TypeRef.Scalar("global::" + name, type.Name),
            "System.Uri" => TypeRef.Scalar("global::System.Uri", "Uri", isValueType: false),
            "System.Text.Json.JsonElement" => TypeRef.Scalar("global::System.Text.Json.JsonElement", "JsonElement"),
            "System.ReadOnlyMemory<T>" => OfBytes(type),
            _ => null,
        };
    }
}
