using System.Text.Json;

namespace Mcp.Catalog;

/// <summary>What a change of a JSON Schema keyword does to the values that a schema allows.</summary>
internal enum SchemaEffect
{
    /// <summary>Nothing: it is a text for people, or unknown.</summary>
    None,

    /// <summary>Fewer values are allowed.</summary>
    Narrowed,

    /// <summary>More values are allowed.</summary>
    Widened,

    /// <summary>Other values are allowed.</summary>
    Replaced,
}

/// <summary>The keywords that are compared by what they say, without looking into them.</summary>
internal static class SchemaKeywords
{
    // Compared by the walk over the schema, or only a store that references lead into.
    private static readonly HashSet<string> Walked =
        ["type", "nullable", "enum", "const", "properties", "required", "items", "additionalProperties", "anyOf", "oneOf", "allOf", "$ref", "$defs", "definitions", "$id", "$anchor"];

    private static readonly HashSet<string> Least = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];

    private static readonly HashSet<string> Most = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];

    private static readonly HashSet<string> Patterns = ["pattern", "multipleOf", "uniqueItems"];

    private static readonly HashSet<string> Shapes =
    [
        "format", "contentEncoding", "contentMediaType", "not", "if", "then", "else", "dependentRequired", "dependentSchemas", "dependencies", "patternProperties", "propertyNames",
        "contains", "minContains", "maxContains", "prefixItems", "additionalItems", "unevaluatedProperties", "unevaluatedItems",
    ];

    public static bool IsWalked(string keyword) => Walked.Contains(keyword);

    /// <summary>Whether it decides which values are allowed, wherever it stands.</summary>
    public static bool IsCondition(string keyword) => IsLimit(keyword) || Shapes.Contains(keyword) || keyword is "type" or "enum" or "const" or "items" or "additionalProperties" or "anyOf" or "oneOf";

    /// <summary>Whether it bounds values without deciding what type a reader has for them.</summary>
    public static bool IsLimit(string keyword) => Least.Contains(keyword) || Most.Contains(keyword) || Patterns.Contains(keyword);

    public static SchemaEffect EffectOf(string keyword, McpJson old, McpJson @new)
    {
        if (!IsLimit(keyword) && !Shapes.Contains(keyword))
            return SchemaEffect.None;
        bool was = IsSaid(keyword, old);
        bool isNow = IsSaid(keyword, @new);
        if (!was || !isNow)
            return was == isNow ? SchemaEffect.None : isNow ? SchemaEffect.Narrowed : SchemaEffect.Widened;
        if (Patterns.Contains(keyword) || Shapes.Contains(keyword) || old.Kind != JsonValueKind.Number || @new.Kind != JsonValueKind.Number)
            return SchemaEffect.Replaced;
        int order = @new.ToJsonElement().GetDouble().CompareTo(old.ToJsonElement().GetDouble());
        if (order == 0)
            return SchemaEffect.Replaced;
        return order > 0 == Least.Contains(keyword) ? SchemaEffect.Narrowed : SchemaEffect.Widened;
    }

    private static bool IsSaid(string keyword, McpJson value) =>
        value.Kind is not (JsonValueKind.Undefined or JsonValueKind.Null) && !(keyword == "uniqueItems" && value.Kind == JsonValueKind.False);
}
