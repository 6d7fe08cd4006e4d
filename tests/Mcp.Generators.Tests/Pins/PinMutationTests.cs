using System.Text.Json.Nodes;
using Mcp.Generators.Tests.Harness;

namespace Mcp.Generators.Tests.Pins;

/// <summary>Pins of real servers with values, keywords and names exchanged by chance: whatever comes of it compiles, and no analyzer fails.</summary>
public sealed class PinMutationTests
{
    private const int Runs = 8;
    private const int MostItems = 3;

    private static readonly string[] Values =
    [
        "\"a\"", "\"\"", "null", "true", "false", "0", "1e400", "-0.0", "[]", "{}", "\"#\"", "\"#/properties\"", "\"object\"", "\"array\"", "\"string\"", "\"class\"", "[\"a\",\"A\"]",
        "{\"type\":\"null\"}", "\"*/\\n\\u2028\\\"{0}\"", "{\"$ref\":\"#\"}", "[{\"$ref\":\"#\"},{}]", "[{\"type\":\"string\"},{\"type\":\"object\",\"properties\":{\"a\":{}}}]",
    ];

    private static readonly string[] Names =
    [
        "type", "properties", "required", "enum", "const", "default", "anyOf", "oneOf", "allOf", "items", "$ref", "additionalProperties", "patternProperties", "name", "description", "a", "A", "",
        "class", "nameof", "-", "format", "nullable", "🍵", "$defs", "discriminator", "enumNames", "progress", "arguments", "uriTemplate", "not",
    ];

    [Theory]
    [InlineData("everything")]
    [InlineData("filesystem")]
    [InlineData("memory")]
    [InlineData("playwright")]
    public async Task A_pin_by_chance_compiles(string server)
    {
        var pin = RepositoryFiles.Text($"tests/Pins/{server}.mcp.json");
        for (var seed = 0; seed < Runs; seed++)
        {
            var found = await PinnedTest.AnalyzeAsync(Mutated(pin, new Random(seed)), PinnedTest.Contract);

            Assert.DoesNotContain(found, static diagnostic => diagnostic.Id.StartsWith("AD", StringComparison.Ordinal));
        }
    }

    private static string Mutated(string pin, Random random)
    {
        var root = JsonNode.Parse(pin)!;
        foreach (var list in root.AsObject().Select(static member => member.Value).OfType<JsonArray>())
        {
            while (list.Count > MostItems)
            {
                list.RemoveAt(random.Next(list.Count));
            }
        }

        for (var count = 1 + random.Next(12); count > 0; count--)
        {
            var nodes = Below(root["tools"]).Concat(Below(root["prompts"])).Concat(Below(root["resourceTemplates"])).ToList();
            if (nodes.Count > 0)
            {
                Mutate(nodes[random.Next(nodes.Count)], nodes[random.Next(nodes.Count)], random);
            }
        }

        return root.ToJsonString();
    }

    private static IEnumerable<JsonNode> Below(JsonNode? node) => node switch
    {
        null => [],
        JsonObject members => members.SelectMany(static member => Below(member.Value)).Append(node),
        JsonArray items => items.SelectMany(Below).Append(node),
        _ => [node],
    };

    private static void Mutate(JsonNode node, JsonNode other, Random random)
    {
        var value = random.Next(3) == 0 ? other.DeepClone() : JsonNode.Parse(Values[random.Next(Values.Length)]);
        if (node is JsonObject { Count: > 0 } members)
        {
            var name = members.ElementAt(random.Next(members.Count)).Key;
            var old = members[name]?.DeepClone();
            if (random.Next(3) > 0)
            {
                members.Remove(name);
            }

            members[Names[random.Next(Names.Length)]] = random.Next(2) == 0 ? old : value;
        }
        else if (node is JsonArray { Count: > 0 } items && random.Next(2) == 0)
        {
            items.RemoveAt(random.Next(items.Count));
        }
        else if (node is JsonArray list)
        {
            list.Add(value);
        }
        else if (node.Parent is not null)
        {
            node.ReplaceWith(value);
        }
    }
}
