using System.Text.Json.Nodes;
using Mcp.Runtime.Tests.Kit;

namespace Mcp.Runtime.Tests.Catalog;

/// <summary>The committed pins of real servers, changed in one place: every change is reported, and those whose meaning is known mean that.</summary>
public sealed class CatalogMutationTests
{
    private const int MutationsPerSeed = 40;

    public static TheoryData<string> Pins => [.. Catalogs.Pins];

    public static TheoryData<string, int> Seeds
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string pin in Catalogs.Pins)
            {
                for (int seed = 1; seed <= 5; seed++)
                    data.Add(pin, seed);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pins))]
    public void A_pin_is_its_own_canonical_text_and_has_not_changed_against_itself(string pin)
    {
        string text = Catalogs.PinText(pin);
        var catalog = McpCatalog.Parse(text);

        Assert.Equal(text, catalog.ToJson());
        Assert.Empty(McpCatalog.Compare(catalog, McpCatalog.Parse(text)).Changes);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_single_change_is_reported_in_both_directions(string pin, int seed)
    {
        string text = Catalogs.PinText(pin);
        var old = McpCatalog.Parse(text);
        var random = new Random(seed);
        int compared = 0;
        for (int i = 0; i < MutationsPerSeed; i++)
        {
            JsonNode root = JsonNode.Parse(text)!;
            string what = JsonMutation.Apply(root, random);
            if (!TryParse(root.ToJsonString(), out McpCatalog? mutant))
                continue;
            compared++;
            bool isSame = old.Equals(mutant);
            Assert.True(isSame == (McpCatalog.Compare(old, mutant).Changes.Count == 0), $"{what}: {McpCatalog.Compare(old, mutant)}");
            Assert.True(isSame == (McpCatalog.Compare(mutant, old).Changes.Count == 0), $"{what}, back: {McpCatalog.Compare(mutant, old)}");
        }

        Assert.InRange(compared, MutationsPerSeed / 2, MutationsPerSeed);
    }

    [Theory]
    [MemberData(nameof(Pins))]
    public void A_removed_item_is_breaking_and_a_new_one_additive(string pin)
    {
        string text = Catalogs.PinText(pin);
        foreach (string list in new[] { "tools", "prompts", "resources", "resourceTemplates" })
        {
            for (int i = 0; i < JsonNode.Parse(text)![list]!.AsArray().Count; i++)
            {
                int index = i;
                AssertOne(text, root => root[list]!.AsArray().RemoveAt(index), McpCatalogChangeKind.Breaking, McpCatalogChangeKind.Additive);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pins))]
    public void A_removed_argument_is_breaking_and_a_new_optional_one_additive(string pin)
    {
        foreach ((int tool, string name) in Members(pin, "inputSchema"))
        {
            AssertOne(
                Catalogs.PinText(pin),
                root =>
                {
                    JsonNode schema = root["tools"]![tool]!["inputSchema"]!;
                    schema["properties"]!.AsObject().Remove(name);
                    Drop(schema, name);
                },
                McpCatalogChangeKind.Breaking,
                IsRequired(pin, tool, "inputSchema", name) ? McpCatalogChangeKind.Breaking : McpCatalogChangeKind.Additive);
        }
    }

    [Theory]
    [MemberData(nameof(Pins))]
    public void A_result_member_that_may_be_missing_is_breaking_and_an_argument_that_may_be_is_additive(string pin)
    {
        foreach (string schema in new[] { "inputSchema", "outputSchema" })
        {
            McpCatalogChangeKind looser = schema == "inputSchema" ? McpCatalogChangeKind.Additive : McpCatalogChangeKind.Breaking;
            McpCatalogChangeKind stricter = schema == "inputSchema" ? McpCatalogChangeKind.Breaking : McpCatalogChangeKind.Additive;
            foreach ((int tool, string name) in Members(pin, schema).Where(member => IsRequired(pin, member.Tool, schema, member.Name)))
                AssertOne(Catalogs.PinText(pin), root => Drop(root["tools"]![tool]![schema]!, name), looser, stricter);
        }
    }

    private static void AssertOne(string text, Action<JsonNode> change, McpCatalogChangeKind kind, McpCatalogChangeKind back)
    {
        JsonNode root = JsonNode.Parse(text)!;
        change(root);
        var old = McpCatalog.Parse(text);
        var @new = McpCatalog.Parse(root.ToJsonString());

        Assert.Equal(kind, Assert.Single(McpCatalog.Compare(old, @new).Changes).Kind);
        Assert.Equal(back, Assert.Single(McpCatalog.Compare(@new, old).Changes).Kind);
    }

    private static (int Tool, string Name)[] Members(string pin, string schema) =>
    [
        .. JsonNode.Parse(Catalogs.PinText(pin))!["tools"]!.AsArray()
            .SelectMany((tool, index) => (tool![schema]?["properties"]?.AsObject() ?? []).Select(member => (index, member.Key))),
    ];

    private static bool IsRequired(string pin, int tool, string schema, string name) =>
        JsonNode.Parse(Catalogs.PinText(pin))!["tools"]![tool]![schema]!["required"]?.AsArray().Any(item => item!.GetValue<string>() == name) == true;

    private static void Drop(JsonNode schema, string name)
    {
        if (schema["required"] is JsonArray required && required.FirstOrDefault(item => item!.GetValue<string>() == name) is { } found)
            required.Remove(found);
    }

    private static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out McpCatalog? catalog)
    {
        try
        {
            catalog = McpCatalog.Parse(text);
            return true;
        }
        catch (McpPayloadException)
        {
            catalog = null;
            return false;
        }
    }
}
