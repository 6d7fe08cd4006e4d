using System.Text.Json;

namespace Mcp.Architecture.Schemas;

/// <summary>One member of a type; a constant is written by us and never set by anybody, so it needs no text.</summary>
internal sealed record Member(string Type, string Name, bool IsConstant);

/// <summary>Every type, member and method that the revisions define, under the names that descriptions.json uses.</summary>
/// <remarks>
/// An object written inline is named after the type and the property that hold it (plus Item in a list and Value in
/// a map). In older revisions params are inline: they get the name that later revisions gave them, and where their
/// shape is that of a generic base, the base's name. An enum written inline is named likewise, but after its member
/// alone where a revision writes the member out several times. A union without a name gets the words that all its
/// cases end with, and an alias the members of what it stands for.
/// </remarks>
internal sealed class SchemaNames
{
    private static readonly string[] GenericBases = ["PaginatedRequest", "Request", "Notification"];

    private readonly Dictionary<string, string> _baseParamsByShape = [];
    private Dictionary<string, JsonElement> _definitions = [];
    private ILookup<string, JsonElement> _inlineEnums = Array.Empty<JsonProperty>().ToLookup(p => p.Name, p => p.Value);

    public HashSet<string> Types { get; } = [];

    public HashSet<string> Methods { get; } = [];

    public HashSet<Member> Members { get; } = [];

    public static SchemaNames OfAllRevisions()
    {
        var names = new SchemaNames();
        foreach (var revision in SchemaFolder.Revisions)
        {
            names.AddRevision(SchemaFolder.Schema(revision));
        }

        return names;
    }

    /// <summary>Says whether a key of descriptions.json (Type, Type.member or method:name) names something.</summary>
    public bool Knows(string key)
    {
        if (key.StartsWith("method:", StringComparison.Ordinal))
        {
            return Methods.Contains(key["method:".Length..]);
        }

        var dot = key.IndexOf('.', StringComparison.Ordinal);
        return dot < 0
            ? Types.Contains(key)
            : Members.Any(member => member.Type == key[..dot] && member.Name == key[(dot + 1)..]);
    }

    private void AddRevision(JsonElement schema)
    {
        _baseParamsByShape.Clear();
        var definitions = SchemaFolder.Definitions(schema).ToList();
        foreach (var generic in GenericBases)
        {
            if (definitions.Find(d => d.Name == generic).Value.At("properties", "params") is { } shape)
            {
                _baseParamsByShape.TryAdd(SchemaStructure.Hash(shape), generic + "Params");
            }
        }

        _definitions = definitions.ToDictionary(d => d.Name, d => d.Value);
        _inlineEnums = InlineEnums(schema).ToLookup(property => property.Name, property => property.Value);
        foreach (var kind in new[] { "Request", "Notification" })
        {
            if (_definitions.ContainsKey("Client" + kind) && _definitions.ContainsKey("Server" + kind))
            {
                // The two share cases, which makes them one union.
                Types.Add("Any" + kind);
            }
        }

        foreach (var definition in definitions)
        {
            AddType(definition.Name, definition.Value);
            if (definition.Value.At("properties", "method", "const") is { } method)
            {
                Methods.Add(method.GetString()!);
            }
        }
    }

    private void AddType(string type, JsonElement shape)
    {
        Types.Add(type);
        if (shape.At("$ref") is { } target)
        {
            // An alias, or a part of an allOf: the members are those of the definition.
            AddType(type, _definitions[Referenced(target)]);
        }

        foreach (var property in Entries(shape, "properties"))
        {
            var isConstant = property.Value.TryGetProperty("const", out _);
            Members.Add(new Member(type, property.Name, isConstant));
            AddInline(type, property.Name, Pascal(property.Name), property.Value);
        }

        foreach (var value in Items(shape, "enum").Where(value => value.ValueKind == JsonValueKind.String))
        {
            // Values of an enum become members of its type.
            Members.Add(new Member(type, value.GetString()!, IsConstant: false));
        }

        foreach (var part in Items(shape, "allOf"))
        {
            AddType(type, part);
        }

        if (type.EndsWith("Params", StringComparison.Ordinal))
        {
            // Older revisions show _meta on the generic bases only (protocol.json, addMeta).
            Members.Add(new Member(type, "_meta", IsConstant: false));
        }
    }

    private void AddInline(string owner, string property, string suffix, JsonElement shape)
    {
        if ((shape.At("properties") is { } members && members.EnumerateObject().Any()) || Items(shape, "allOf").Any())
        {
            AddType(NameOf(owner, property, suffix, shape), shape);
        }

        if (Items(shape, "enum").Any())
        {
            AddType(_inlineEnums[property].Count() > 1 ? Pascal(property) : owner + suffix, shape);
        }

        string[] cases = [.. Items(shape, "anyOf").Where(choice => choice.At("$ref") is not null).Select(choice => Referenced(choice.GetProperty("$ref")))];
        if (cases.Length > 1 && UnionName(cases) is { Length: > 0 } union)
        {
            Types.Add(union);
        }

        foreach (var choice in Items(shape, "anyOf"))
        {
            AddInline(owner, property, suffix, choice);
        }

        if (shape.At("items") is { } item)
        {
            AddInline(owner, "", suffix + "Item", item);
        }

        if (shape.At("additionalProperties") is { ValueKind: JsonValueKind.Object } value)
        {
            AddInline(owner, "", suffix + "Value", value);
        }
    }

    private string NameOf(string owner, string property, string suffix, JsonElement shape) => property switch
    {
        "params" => _baseParamsByShape.GetValueOrDefault(SchemaStructure.Hash(shape), owner + suffix),
        "_meta" when shape.At("properties", "progressToken") is not null => "RequestMeta",
        "annotations" => "Annotations",
        _ => owner + suffix,
    };

    private static IEnumerable<JsonProperty> InlineEnums(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Entries(element, "properties").Where(property => Items(property.Value, "enum").Any())
            .Concat(element.EnumerateObject().SelectMany(member => InlineEnums(member.Value))),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(InlineEnums),
        _ => [],
    };

    private static string Referenced(JsonElement reference) => reference.GetString()!.Split('/')[^1];

    /// <summary>PromptReference and ResourceReference have Reference in common; older unions of content have the name that later revisions gave them.</summary>
    private static string UnionName(string[] names)
    {
        if (names.Contains("TextContent"))
        {
            return "ContentBlock";
        }

        var shortest = names.Min(name => name.Length);
        var length = Enumerable.Range(0, shortest + 1).Last(n => names.All(name => name.EndsWith(names[0][^n..], StringComparison.Ordinal)));
        return new string([.. names[0][^length..].SkipWhile(c => !char.IsUpper(c))]);
    }

    private static string Pascal(string property)
    {
        var name = property[(property.LastIndexOf('/') + 1)..].TrimStart('$', '_');
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static IEnumerable<JsonProperty> Entries(JsonElement shape, string keyword) =>
        shape.At(keyword) is { ValueKind: JsonValueKind.Object } map ? map.EnumerateObject().AsEnumerable() : [];

    private static IEnumerable<JsonElement> Items(JsonElement shape, string keyword) =>
        shape.At(keyword) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().AsEnumerable() : [];
}
