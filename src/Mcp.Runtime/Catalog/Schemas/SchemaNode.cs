using System.Text.Json;

namespace Mcp.Catalog;

/// <summary>A schema as a comparison sees it: what it says of the value's type, values, members and alternatives, and the other keywords.</summary>
internal sealed class SchemaNode
{
    /// <summary>Whether it is <c>false</c>, or a part of it is.</summary>
    public bool TakesNothing { get; set; }

    /// <summary>Whether a reference was followed on the way.</summary>
    public bool HasReference { get; set; }

    /// <summary>A reference that leads out of the document, or to nothing.</summary>
    public string? Outside { get; set; }

    /// <summary>The members that it describes.</summary>
    public Dictionary<string, McpJson> Properties { get; } = new(StringComparer.Ordinal);

    /// <summary>The members that have to be there, described or not.</summary>
    public HashSet<string> Required { get; } = new(StringComparer.Ordinal);

    /// <summary>All keywords but <c>properties</c> and <c>required</c>.</summary>
    public Dictionary<string, McpJson> Keywords { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it says anything of members, even that there are none.</summary>
    public bool HasProperties { get; private set; }

    /// <summary>The values that it allows; <see langword="null"/> when it lists none.</summary>
    public IReadOnlyCollection<McpJson>? Values
    {
        get
        {
            HashSet<McpJson>? values = Keywords.TryGetValue("enum", out McpJson list) && list.Kind == JsonValueKind.Array ? [.. JsonSchema.Items(list)] : null;
            if (!Keywords.TryGetValue("const", out McpJson value))
                return values;
            return values is null || values.Contains(value) ? [value] : [];
        }
    }

    /// <summary>The schemas of which a value has to fit one; empty when there are none.</summary>
    public IReadOnlyList<McpJson> Alternatives => JsonSchema.Items(Keywords.GetValueOrDefault("anyOf")) is { Count: > 0 } any ? any : JsonSchema.Items(Keywords.GetValueOrDefault("oneOf"));

    /// <summary>Whether it says nothing of the value but by its alternatives.</summary>
    public bool IsOpen => Types.Count == 0 && Values is null && !HasProperties && Further.Count == 0 && !Keywords.ContainsKey("items") && Required.Count == 0 && Outside is null && !TakesNothing;

    /// <summary>What is said of a keyword, or of a member, after it was said in another way, each as a schema: a value has to fit all of them.</summary>
    public List<McpJson> Further { get; } = [];

    /// <summary>The types that a value may have, told by its values where <c>type</c> is missing; empty when it may have any.</summary>
    public IReadOnlyList<string> Types
    {
        get
        {
            if (Keywords.TryGetValue("type", out McpJson type))
                return WithNull([.. JsonSchema.TypesIn(type).Distinct(StringComparer.Ordinal)]);
            return Values is { } values ? [.. values.Select(static value => JsonSchema.TypeOf(value)).Distinct(StringComparer.Ordinal)] : [];
        }
    }

    public void Add(string keyword, McpJson value)
    {
        if (keyword == "properties" && value.Kind == JsonValueKind.Object)
        {
            HasProperties = true;
            foreach ((string name, McpJson member) in JsonSchema.Members(value))
            {
                if (!Properties.TryAdd(name, member) && Properties[name] != member)
                    Further.Add(McpJson.EmptyObject.With(keyword, McpJson.EmptyObject.With(name, member)));
            }
        }
        else if (keyword == "required" && value.Kind == JsonValueKind.Array)
        {
            Required.UnionWith(JsonSchema.Strings(value));
        }
        else
        {
            if (!Keywords.TryAdd(keyword, value) && SchemaKeywords.IsCondition(keyword) && Keywords[keyword] != value)
                Further.Add(McpJson.EmptyObject.With(keyword, value));
        }
    }

    // Some servers write nullable as OpenAPI does.
    private IReadOnlyList<string> WithNull(IReadOnlyList<string> types) =>
        types.Count > 0 && !types.Contains("null") && Keywords.TryGetValue("nullable", out McpJson nullable) && nullable.Kind == JsonValueKind.True ? [.. types, "null"] : types;
}
