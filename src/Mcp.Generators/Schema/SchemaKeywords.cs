using System.Collections.Generic;
using Mcp.Generators.Json;

namespace Mcp.Generators.Schema;

/// <summary>
/// What a schema may say without changing a type. Annotations only speak to people. Bounds narrow the values of a type: they are not
/// checked, since a reader that refused a value for them would fail where other peers go on.
/// </summary>
internal static class SchemaKeywords
{
    /// <summary>Any value is an annotation's value; <c>description</c> is not among them, as its text is used.</summary>
    private static readonly HashSet<string> Annotations = new()
    {
        "title", "$comment", "default", "examples", "deprecated", "readOnly", "writeOnly",
    };

    private static readonly HashSet<string> NumericBounds = new()
    {
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties",
    };

    /// <summary>The formats of JSON Schema and what the protocol adds. All but <c>byte</c> stay text, as it was sent.</summary>
    private static readonly HashSet<string> Formats = new()
    {
        "byte", "uri", "uri-reference", "uri-template", "iri", "iri-reference", "uuid",
        "date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6",
        "json-pointer", "relative-json-pointer", "regex",
    };

    /// <summary>Those that give a schema its type, and that a reference may not have beside it: the dialects disagree about what that means.</summary>
    private static readonly HashSet<string> Structural = new()
    {
        "type", "const", "enum", "format", "items", "properties", "required", "additionalProperties", "anyOf", "allOf",
    };

    public static bool IsAnnotation(string keyword) => Annotations.Contains(keyword);

    public static bool IsBound(string keyword, JsonKind value) => value switch
    {
        JsonKind.Number => NumericBounds.Contains(keyword),
        JsonKind.String => keyword == "pattern",
        JsonKind.True or JsonKind.False => keyword == "uniqueItems",
        _ => false,
    };

    public static bool IsFormat(string format) => Formats.Contains(format);

    public static bool IsStructural(string keyword) => Structural.Contains(keyword);
}
