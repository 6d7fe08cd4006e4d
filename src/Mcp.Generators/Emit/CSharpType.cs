using System;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>How types are written in C#, and how a single value is read and written.</summary>
internal static class CSharpType
{
    public const string Reader = "global::Mcp.McpJsonReader";
    public const string Writer = "global::Mcp.McpJsonWriter";
    public const string Json = "global::Mcp.McpJson";

    private const string Collections = "global::System.Collections.Generic.";

    /// <summary>The additional members of an open object.</summary>
    public const string Additional = Collections + "IReadOnlyDictionary<string, " + Json + ">?";

    /// <summary>The items that a result leaves out.</summary>
    public const string Rejected = Collections + "IReadOnlyList<global::Mcp.McpRejectedItem>";

    public static string Of(TypeRef type) => type.Shape switch
    {
        TypeShape.Text => "string",
        TypeShape.Integer => "long",
        TypeShape.SmallInteger => "int",
        TypeShape.Number => "double",
        TypeShape.Boolean => "bool",
        TypeShape.Json => Json,
        TypeShape.Named or TypeShape.Scalar => type.Name,
        TypeShape.List when type.Container == "[]" => Item(type) + "[]",
        TypeShape.List when type.Container.Length > 0 => $"{type.Container}<{Item(type)}>",
        TypeShape.Map when type.Container.Length > 0 => $"{type.Container}<string, {Item(type)}>",
        TypeShape.List or TypeShape.OneOrMany => $"{Collections}IReadOnlyList<{Item(type)}>",
        TypeShape.Map => $"{Collections}IReadOnlyDictionary<string, {Item(type)}>",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>What a collection holds, with its annotation.</summary>
    public static string Item(TypeRef type) => Of(type.Element!) + (type.Element!.MayBeNull ? "?" : "");

    /// <summary>What a collection is built in while it is read.</summary>
    public static string Building(TypeRef type) => type switch
    {
        { Shape: TypeShape.Map } => $"{Collections}Dictionary<string, {Item(type)}>",
        _ when type.Container.EndsWith("Set", StringComparison.Ordinal) => $"{Collections}HashSet<{Item(type)}>",
        _ => $"{Collections}List<{Item(type)}>",
    };

    /// <summary>The expression that reads a value.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="helper">What the method that reads it is called, if it is a collection.</param>
    public static string Read(TypeRef type, string helper) => type.Shape switch
    {
        TypeShape.Text => "reader.ReadString()",
        TypeShape.Integer => "reader.ReadInt64()",
        TypeShape.SmallInteger => "reader.ReadInt32()",
        TypeShape.Number => "reader.ReadDouble()",
        TypeShape.Boolean => "reader.ReadBoolean()",
        TypeShape.Json => "reader.ReadJson()",
        TypeShape.Scalar => $"reader.Read{type.Accessor}()",
        TypeShape.Named => $"{(type.Serializer.Length > 0 ? type.Serializer : type.Name)}.Read(ref reader)",
        _ => $"Read{helper}(ref reader)",
    };

    /// <summary>The statement that writes a value.</summary>
    public static string Write(TypeRef type, string value, string helper) => type.Shape switch
    {
        TypeShape.Text => $"writer.WriteString({value});",
        TypeShape.Integer or TypeShape.SmallInteger or TypeShape.Number => $"writer.WriteNumber({value});",
        TypeShape.Scalar when IsNumber(type) => $"writer.WriteNumber({value});",
        TypeShape.Scalar => $"writer.WriteValue({value});",
        TypeShape.Boolean => $"writer.WriteBoolean({value});",
        TypeShape.Json => $"writer.WriteJson({value});",
        TypeShape.Named when type.Serializer.Length > 0 => $"{type.Serializer}.Write(writer, {value});",
        TypeShape.Named => $"{value}.Write(writer);",
        _ => $"Write{helper}(writer, {value});",
    };

    private static bool IsNumber(TypeRef type)
        => type.Accessor is "Byte" or "SByte" or "Int16" or "UInt16" or "UInt32" or "UInt64" or "Single" or "Decimal";

    /// <summary>A value that is known when the code is emitted.</summary>
    public static string Constant(TypeRef type, string text) => type.Shape switch
    {
        TypeShape.Text => Identifiers.Literal(text),
        TypeShape.Named when type.Serializer.Length > 0 => text,
        TypeShape.Named => $"new {type.Name}({Identifiers.Literal(text)})",
        _ => text,
    };
}
