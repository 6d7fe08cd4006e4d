using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Json;
using Mcp.Generators.Schema;

namespace Mcp.Generators.Pins.Binding;

/// <summary>Reads JSON Schema as servers write it, draft-07 and 2020-12, one schema at a time. Nothing is ever fetched.</summary>
internal sealed class SchemaFormReader(JsonNode root)
{
    /// <summary>Keywords that say what the data looks like, or narrow it so that a type cannot say how.</summary>
    private static readonly HashSet<string> Beyond = new(StringComparer.Ordinal)
    {
        "$dynamicRef", "$recursiveRef", "if", "dependentSchemas", "prefixItems", "unevaluatedItems",
    };

    private const int DeepestUnion = 16;

    private readonly SchemaJoin _join = new(root);
    private int _depth;

    /// <summary>The reference that led to a schema; null when none did.</summary>
    public string? ReferenceTo(JsonNode node) => _join.ReferenceTo(node);

    /// <summary>What a schema says.</summary>
    public SchemaForm Read(JsonNode schema)
    {
        if (schema.Kind == JsonKind.True)
        {
            return new SchemaForm(schema, false);
        }

        var (node, beyond, at) = _join.Resolve(schema);
        if (beyond is not null)
        {
            return new SchemaForm(node, false) { Beyond = beyond, BeyondAt = at };
        }

        if (node.Kind != JsonKind.Object)
        {
            return new SchemaForm(node, false) { Beyond = node.Kind == JsonKind.False ? "no value fits 'false'" : "it is no schema", BeyondAt = node.Position };
        }

        if (node.Members.FirstOrDefault(static member => IsBeyond(member)) is { } odd)
        {
            return new SchemaForm(node, false) { Beyond = $"'{odd.Name}' has no form in C#", BeyondAt = odd.Position };
        }

        if (node["oneOf"] is null && node["anyOf"] is null)
        {
            return Plain(node);
        }

        if (_depth >= DeepestUnion)
        {
            return Endless(node);
        }

        _depth++;
        var form = Union(node);
        _depth--;
        return form;
    }

    /// <summary>A union that has no end.</summary>
    public static SchemaForm Endless(JsonNode node) => new(node, false) { Beyond = "it refers to itself", BeyondAt = node.Position };

    private static bool IsBeyond(JsonMember member) => Beyond.Contains(member.Name) || (member.Name == "items" && member.Value.Kind == JsonKind.Array);

    private SchemaForm Union(JsonNode node)
    {
        var keyword = node["oneOf"] is not null ? "oneOf" : "anyOf";
        var union = node[keyword]!;
        if (keyword == "oneOf" && node["anyOf"] is { } other && !other.Items.All(SchemaJoin.IsConstraint))
        {
            return new SchemaForm(node, false) { Beyond = "'oneOf' and 'anyOf' stand together", BeyondAt = other.Position };
        }

        // Variants that only demand members say nothing about types.
        if (union.Items.All(SchemaJoin.IsConstraint))
        {
            return Plain(node);
        }

        var variants = union.Items.Select(variant => _join.WithBase(node, variant)).ToList();
        var rest = variants.Where(variant => !IsNull(variant)).ToList();
        var isNullable = rest.Count < variants.Count || node["nullable"]?.Kind == JsonKind.True;
        if (rest.Count == 1)
        {
            var only = Read(rest[0]);
            return only with { IsNullable = only.IsNullable || isNullable };
        }

        return new SchemaForm(node, isNullable) { Variants = rest };
    }

    private bool IsNull(JsonNode variant)
    {
        var (node, beyond, _) = _join.Resolve(variant);
        return beyond is null
            && ((node["type"] is { Kind: JsonKind.String, Text: "null" })
                || node["const"]?.Kind == JsonKind.Null
                || (node["enum"] is { Items.Count: 1 } values && values.Items[0].Kind == JsonKind.Null));
    }

    private static SchemaForm Plain(JsonNode node)
    {
        var values = node["const"] is { } constant ? new[] { constant } : node["enum"]?.Items ?? Array.Empty<JsonNode>();
        var types = Types(node["type"]);
        var isNullable = (types & SchemaTypes.Null) != 0 || node["nullable"]?.Kind == JsonKind.True || values.Any(static value => value.Kind == JsonKind.Null);
        var known = values.Where(static value => value.Kind != JsonKind.Null).ToList();
        types &= ~SchemaTypes.Null;
        return new SchemaForm(node, isNullable)
        {
            Values = known,
            Types = types != SchemaTypes.None ? types : known.Count > 0 ? known.Aggregate(SchemaTypes.None, static (all, value) => all | KindOf(value)) : Inferred(node),
        };
    }

    private static SchemaTypes Types(JsonNode? type) => type switch
    {
        { Kind: JsonKind.String } => Named(type.Text),
        { Kind: JsonKind.Array } => type.Items.Aggregate(SchemaTypes.None, static (all, item) => all | Named(item.Text)),
        _ => SchemaTypes.None,
    };

    private static SchemaTypes Named(string type) => type switch
    {
        "null" => SchemaTypes.Null,
        "boolean" => SchemaTypes.Boolean,
        "integer" => SchemaTypes.Integer,
        "number" => SchemaTypes.Number,
        "string" => SchemaTypes.String,
        "array" => SchemaTypes.Array,
        "object" => SchemaTypes.Object,
        _ => SchemaTypes.None,
    };

    private static SchemaTypes KindOf(JsonNode value) => value.Kind switch
    {
        JsonKind.String => SchemaTypes.String,
        JsonKind.Number => value.Text.All(static c => c is '-' or (>= '0' and <= '9')) ? SchemaTypes.Integer : SchemaTypes.Number,
        JsonKind.True or JsonKind.False => SchemaTypes.Boolean,
        JsonKind.Array => SchemaTypes.Array,
        _ => SchemaTypes.Object,
    };

    /// <summary>What a schema without a type must mean, by the keywords that it has.</summary>
    private static SchemaTypes Inferred(JsonNode node)
        => node["properties"] is not null || node["additionalProperties"] is { Kind: JsonKind.Object } || node["patternProperties"] is not null ? SchemaTypes.Object
        : node["items"] is not null ? SchemaTypes.Array
        : node["format"] is not null || node["pattern"] is not null || node["minLength"] is not null || node["maxLength"] is not null ? SchemaTypes.String
        : node["minimum"] is not null || node["maximum"] is not null || node["multipleOf"] is not null ? SchemaTypes.Number
        : SchemaTypes.None;
}
