using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mcp.Protocol.Tests.Kit;

namespace Mcp.Protocol.Tests.Properties.Kit;

/// <summary>Compares what an object has written with its schema, read anew: nothing here asks the generator.</summary>
internal sealed class SchemaOracle(string @namespace)
{
    private readonly Dictionary<string, JsonElement> _definitions = SchemaFiles.Definitions(@namespace["Mcp.V".Length..].Replace('_', '-'));

    /// <summary>The schema of a record that stands for a definition.</summary>
    public JsonElement? DefinitionOf(Type type)
    {
        string name = type.Name switch { "EmptyResult" => "Result", "McpTask" => "Task", _ => type.Name };
        return !type.IsAbstract && type.IsClass && _definitions.TryGetValue(name, out JsonElement definition) ? definition : null;
    }

    public void Check(object value, JsonNode json, JsonElement schema)
    {
        Dictionary<string, JsonElement> known = [];
        HashSet<string> required = [];
        Collect(schema, known, required);
        Dictionary<string, PropertyInfo> properties = value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .ToDictionary(static property => property.Name.ToUpperInvariant(), StringComparer.Ordinal);
        // The inline parameters of older revisions leave out what every request has.
        if (properties.ContainsKey("META"))
            known.TryAdd("_meta", default);
        JsonObject members = json.AsObject();
        var additional = value.GetType().GetProperty("AdditionalMembers")?.GetValue(value) as IReadOnlyDictionary<string, McpJson>;
        Assert.Empty(members.Select(static member => member.Key).Except(known.Keys).Except(additional?.Keys ?? []));
        Assert.Empty(additional?.Keys.Except(members.Select(static member => member.Key)) ?? []);
        foreach ((string name, JsonElement member) in known)
        {
            string upper = string.Concat(name.Split('/')[^1].Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
            PropertyInfo? property = properties.GetValueOrDefault(upper) ?? properties.GetValueOrDefault(upper + "VALUE");
            bool isWritten = members.TryGetPropertyValue(name, out JsonNode? written);
            if (property is null)
                AssertConstant(name, member, isWritten, written);
            else
                AssertMember(name, property.GetValue(value), required.Contains(name), member, isWritten, written);
        }
    }

    private static void AssertConstant(string name, JsonElement schema, bool isWritten, JsonNode? written)
    {
        if (!schema.TryGetProperty("const", out JsonElement constant))
        {
            // Text that is no constant by schema and one by schema/protocol.json.
            Assert.Equal("resultType", name);
            Assert.NotNull(written);
            return;
        }

        Assert.True(isWritten, $"The constant '{name}' is not written.");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(constant.GetRawText()), written), $"The constant '{name}' is {written}.");
    }

    private void AssertMember(string name, object? value, bool isRequired, JsonElement schema, bool isWritten, JsonNode? written)
    {
        // A request's _meta is the runtime's to write when nothing was set.
        bool mustStand = value is not null || (isRequired && name != "_meta");
        Assert.True(isWritten == mustStand, $"'{name}' is {(isWritten ? "" : "not ")}written, its value is {value ?? "null"}.");
        switch (value)
        {
            case null:
                Assert.Null(written);
                break;
            case string text:
                Assert.Equal(text, written!.GetValue<string>());
                break;
            case long number:
                Assert.Equal(number, written!.GetValue<long>());
                break;
            case double number:
                Assert.Equal(number, written!.GetValue<double>());
                break;
            case bool flag:
                Assert.Equal(flag, written!.GetValue<bool>());
                break;
            case McpJson any:
                Assert.True(JsonNode.DeepEquals(JsonNode.Parse(any.Utf8.Span), written), $"'{name}' is {written}.");
                break;
            case ICollection items when written is JsonArray array:
                Assert.Equal(items.Count, array.Count);
                break;
            case IDictionary items:
                Assert.Equal(items.Keys.Cast<string>(), written!.AsObject().Select(static member => member.Key));
                break;
            case { } inner when name != "_meta" && Resolve(schema).TryGetProperty("properties", out _) && inner.GetType() is { IsClass: true, BaseType: { } parent } && parent == typeof(object):
                Check(inner, written!, schema);
                break;
        }
    }

    private void Collect(JsonElement schema, Dictionary<string, JsonElement> known, HashSet<string> required)
    {
        schema = Resolve(schema);
        if (schema.TryGetProperty("allOf", out JsonElement parts))
        {
            foreach (JsonElement part in parts.EnumerateArray())
                Collect(part, known, required);
        }

        if (schema.TryGetProperty("properties", out JsonElement properties))
        {
            foreach (JsonProperty property in properties.EnumerateObject())
                known[property.Name] = property.Value;
        }

        if (schema.TryGetProperty("required", out JsonElement names))
            required.UnionWith(names.EnumerateArray().Select(static name => name.GetString()!));
    }

    private JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out JsonElement reference))
            schema = _definitions[reference.GetString()!.Split('/')[^1]];
        return schema;
    }
}
