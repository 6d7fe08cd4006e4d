using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Json;

namespace Mcp.Generators.Pins.Binding;

/// <summary>
/// Follows local references and joins what <c>allOf</c>, or a union beside other keywords, spreads over several schemas. What is joined
/// once stays the same node, so that a type within itself ends.
/// </summary>
internal sealed class SchemaJoin(JsonNode root)
{
    private const int LongestChain = 32;

    /// <summary>Keywords that speak to people or to other programs, and those that only narrow values.</summary>
    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal)
    {
        "$schema", "$id", "$comment", "$anchor", "$defs", "definitions", "title", "description", "default", "examples", "example", "deprecated", "readOnly", "writeOnly",
        "nullable", "discriminator", "required", "not", "minProperties", "maxProperties", "dependentRequired", "unevaluatedProperties",
    };

    private readonly Dictionary<JsonNode, JsonNode?> _joined = new();
    private readonly Dictionary<JsonNode, string> _references = new();
    private readonly Dictionary<(JsonNode Base, JsonNode Variant), JsonNode> _based = new();

    /// <summary>Whether a schema says nothing about types.</summary>
    public static bool IsConstraint(JsonNode schema) => schema.Kind == JsonKind.Object && schema.Members.All(static member => Silent.Contains(member.Name));

    /// <summary>The reference that led to a schema; null when none did.</summary>
    public string? ReferenceTo(JsonNode node) => _references.TryGetValue(node, out var reference) ? reference : null;

    /// <summary>The schema that has the keywords, or why there is none.</summary>
    public (JsonNode Node, string? Beyond, TextPosition At) Resolve(JsonNode schema)
    {
        for (var step = 0; step < LongestChain; step++)
        {
            if (schema["$ref"] is { } reference)
            {
                if (schema.Members.FirstOrDefault(static member => member.Name != "$ref" && !Silent.Contains(member.Name)) is { } beside)
                {
                    return (schema, $"'{beside.Name}' stands beside a reference", beside.Position);
                }

                if (Follow(reference.Text) is not { } target)
                {
                    if (reference.Kind != JsonKind.String)
                    {
                        return (schema, "a reference is no text", reference.Position);
                    }

                    var why = reference.Text.StartsWith("#", StringComparison.Ordinal) ? "leads nowhere" : "leads out of the pin, and nothing is fetched";
                    return (schema, $"the reference '{reference.Text}' {why}", reference.Position);
                }

                schema = target;
                _references[target] = reference.Text;
            }
            else if (schema["allOf"] is { } parts)
            {
                if (Joined(schema, parts) is not { } joined)
                {
                    return (schema, "the parts of 'allOf' cannot be joined", parts.Position);
                }

                schema = joined;
            }
            else
            {
                return (schema, null, default);
            }
        }

        return (schema, "it refers to itself", schema.Position);
    }

    /// <summary>A variant of a union together with what stands beside the union.</summary>
    public JsonNode WithBase(JsonNode schema, JsonNode variant)
    {
        var common = schema.Members.Where(static member => member.Name is not ("oneOf" or "anyOf" or "nullable") && (member.Name == "required" || !Silent.Contains(member.Name))).ToList();
        if (common.Count == 0)
        {
            return variant;
        }

        if (!_based.TryGetValue((schema, variant), out var joined))
        {
            var shared = new JsonNode(JsonKind.Object, schema.Position, members: common);
            joined = new JsonNode(JsonKind.Object, variant.Position, members: new[] { Member("allOf", variant, new JsonNode(JsonKind.Array, variant.Position, items: new[] { shared, variant })) });
            _based[(schema, variant)] = joined;
        }

        return joined;
    }

    /// <summary>The names on the way of a local reference.</summary>
    public static IEnumerable<string> Steps(string reference)
        => reference.Length < 2 ? Enumerable.Empty<string>() : reference.Substring(2).Split('/').Select(static step => Uri.UnescapeDataString(step).Replace("~1", "/").Replace("~0", "~"));

    private JsonNode? Follow(string reference)
    {
        if (reference == "#")
        {
            return root;
        }

        if (!reference.StartsWith("#/", StringComparison.Ordinal))
        {
            return null;
        }

        var node = root;
        foreach (var name in Steps(reference))
        {
            var next = node.Kind == JsonKind.Array && int.TryParse(name, out var index) && index >= 0 && index < node.Items.Count ? node.Items[index] : node[name];
            if (next is null)
            {
                return null;
            }

            node = next;
        }

        return node;
    }

    private JsonNode? Joined(JsonNode schema, JsonNode parts)
    {
        if (_joined.TryGetValue(schema, out var joined))
        {
            return joined;
        }

        // A circle finds this and gives up.
        _joined[schema] = null;
        var rest = schema.Members.Where(static member => member.Name != "allOf").ToList();
        var all = new List<JsonNode>();
        foreach (var part in parts.Items.Where(static part => part.Kind != JsonKind.True))
        {
            var (node, beyond, _) = Resolve(part);
            if (beyond is not null || node.Kind != JsonKind.Object)
            {
                return null;
            }

            if (!all.Contains(node))
            {
                all.Add(node);
            }
        }

        var own = new JsonNode(JsonKind.Object, schema.Position, members: rest);
        var isOne = all.Count == 1 && IsConstraint(own) && own["required"] is null;
        return _joined[schema] = isOne ? all[0] : Merged(schema, all.Append(own).ToList());
    }

    private static JsonNode? Merged(JsonNode schema, IReadOnlyList<JsonNode> parts)
    {
        var members = new Dictionary<string, JsonMember>(StringComparer.Ordinal);
        foreach (var member in parts.SelectMany(static part => part.Members))
        {
            if (!members.TryGetValue(member.Name, out var other))
            {
                members[member.Name] = member;
            }
            else if (Combined(other, member) is { } combined)
            {
                members[member.Name] = combined;
            }
            else
            {
                return null;
            }
        }

        return new JsonNode(JsonKind.Object, schema.Position, members: members.Values.ToList());
    }

    /// <summary>One keyword in two parts; null when both together have no simple form.</summary>
    private static JsonMember? Combined(JsonMember left, JsonMember right) => left.Name switch
    {
        "oneOf" or "anyOf" or "enum" or "const" when JsonText.Compact(left.Value) != JsonText.Compact(right.Value) => null,
        "required" => Member("required", right.Value, new JsonNode(JsonKind.Array, right.Value.Position, items: left.Value.Items.Concat(right.Value.Items).ToList())),
        "properties" => Member("properties", right.Value, Properties(left.Value, right.Value)),
        _ => right,
    };

    private static JsonNode Properties(JsonNode left, JsonNode right)
    {
        var members = left.Members.ToDictionary(static member => member.Name, StringComparer.Ordinal);
        foreach (var member in right.Members)
        {
            members[member.Name] = !members.TryGetValue(member.Name, out var other) ? member : Member(
                member.Name,
                member.Value,
                new JsonNode(JsonKind.Object, member.Value.Position, members: new[] { Member("allOf", member.Value, new JsonNode(JsonKind.Array, member.Value.Position, items: new[] { other.Value, member.Value })) }));
        }

        return new JsonNode(JsonKind.Object, right.Position, members: members.Values.ToList());
    }

    private static JsonMember Member(string name, JsonNode at, JsonNode value) => new(name, at.Position, value);
}
