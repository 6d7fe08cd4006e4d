using System.Text.Json.Nodes;
using Mcp.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Tests;

/// <summary>
/// The schemas as they are published: with prose, titles, examples, defaults, bounds, in any order of keys and with any line ends. What
/// such a file says beyond our bare ones must not change a line of the output.
/// </summary>
public sealed class PublishedSchemaTests
{
    public static TheoryData<string> Revisions => [.. RepositoryFiles.Revisions];

    [Theory]
    [MemberData(nameof(Revisions))]
    public void A_decorated_schema_gives_the_output_of_the_bare_one(string revision)
    {
        var path = $"schema/{revision}/schema.json";
        var bare = JsonNode.Parse(RepositoryFiles.Text(path))!.AsObject();
        var decorated = Decorate(bare)!.AsObject();
        decorated["title"] = "The protocol";
        decorated["$comment"] = "generated";
        var text = "\uFEFF" + decorated.ToJsonString(new() { WriteIndented = true }).ReplaceLineEndings("\r\n");

        Assert.Equal(
            Output(GeneratorTest.RunOnce(RepositoryFiles.Schema(revision))),
            Output(GeneratorTest.Run(new MemoryText(path, text))));
        Assert.NotEqual(bare.First().Key, decorated.First().Key);
    }

    /// <summary>All text that we have wins; so only what nothing of ours describes may show the schema's own words.</summary>
    private static List<string> Output(GeneratorDriverRunResult result)
    {
        Assert.Empty(result.Diagnostics);
        return [.. result.GeneratedTrees.Select(static tree => tree.FilePath + "\n" + string.Join('\n', tree.ToString().Split('\n').Where(static line => !IsPublished(line))))];
    }

    /// <summary>A line of a comment that comes from the decoration, or of the pragma that stands where nothing is said at all.</summary>
    private static bool IsPublished(string line)
        => line.Contains("Published words", StringComparison.Ordinal) || line.StartsWith("#pragma warning disable CS1591", StringComparison.Ordinal);

    private static JsonNode? Decorate(JsonNode? schema)
    {
        if (schema is not JsonObject bare)
        {
            return schema?.DeepClone();
        }

        var decorated = new JsonObject
        {
            ["description"] = "Published words <with> {@link Tool} & \"quotes\".",
            ["title"] = "A title",
            ["$comment"] = "@internal",
            ["default"] = new JsonObject { ["any"] = JsonValue.Create<string?>(null) },
            ["examples"] = new JsonArray(1, "two", new JsonObject()),
            ["deprecated"] = true,
            ["readOnly"] = false,
        };
        foreach (var (bound, type) in new (string, string)[] { ("minLength", "string"), ("exclusiveMinimum", "number"), ("multipleOf", "integer"), ("minItems", "array"), ("minProperties", "object") })
        {
            if (bare["type"] is JsonValue value && value.GetValue<string>() == type)
            {
                decorated[bound] = 1;
            }
        }

        if (bare.ContainsKey("properties"))
        {
            decorated["propertyNames"] = new JsonObject { ["pattern"] = "^.*$" };
        }

        // Backwards, so that no key stands where it stood.
        foreach (var (name, value) in bare.Reverse())
        {
            decorated[name] = name switch
            {
                "properties" or "$defs" or "definitions" => new JsonObject(value!.AsObject().Reverse().Select(static member => KeyValuePair.Create(member.Key, Decorate(member.Value)))),
                "items" or "additionalProperties" => Decorate(value),
                "anyOf" or "allOf" => new JsonArray([.. value!.AsArray().Select(Decorate)]),
                _ => value?.DeepClone(),
            };
        }

        return decorated;
    }
}
