using System.Globalization;
using System.Text.Json;

namespace Mcp.Architecture.Schemas;

public class SchemaStructureTests
{
    /// <summary>The structure of each published revision. A published revision never changes: a new pin belongs to a new folder only.</summary>
    private static readonly Dictionary<string, string> Pins = new()
    {
        ["2024-11-05"] = "32479960b553f8ac9263c12dcc1d5b5cf264b354437bfedf1cbcd98e1c88e952",
        ["2025-03-26"] = "9ad7ee34400db4c18418252bd10a8f9151035f039ce87d607459c35f702f9535",
        ["2025-06-18"] = "4dcc12216813c991ba77c24be25e27cb8bc321c4b1de96ce9b6eb07224ad455a",
        ["2025-11-25"] = "f09386cd771b71505dff1f0a02041f5f65fdc679b5412fd6df6d11cbb2221e0c",
        ["2026-07-28"] = "90793cec89e00b21d24a6769c6d8f5aa7c5730c270d557d701875b4f655c7106",
    };

    public static TheoryData<string> Revisions => [.. SchemaFolder.Revisions];

    /// <summary>Building asks for neither; this is about what we publish (docs/revisions.md).</summary>
    [Fact]
    public void Each_folder_has_a_pin_and_each_pin_a_folder() =>
        Assert.True(
            Pins.Keys.Order(StringComparer.Ordinal).SequenceEqual(SchemaFolder.Revisions),
            "A folder that comes brings a pin, texts and rows; one that goes takes with it what only it used. Not on both sides: "
                + string.Join(", ", Pins.Keys.Except(SchemaFolder.Revisions).Concat(SchemaFolder.Revisions.Except(Pins.Keys))));

    [Theory]
    [MemberData(nameof(Revisions))]
    public void A_revision_has_the_structure_that_was_published(string revision)
    {
        if (Pins.TryGetValue(revision, out var pin))
        {
            Assert.Equal(pin, SchemaStructure.Hash(SchemaFolder.Schema(revision)));
        }
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public void A_revision_folder_is_a_date(string revision) =>
        Assert.True(DateOnly.TryParseExact(revision, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    [Theory]
    [InlineData("""{"type":"object","description":"prose"}""", """{"type":"object"}""")]
    [InlineData("""{"$comment":"x","title":"T","type":"object"}""", """{"type":"object"}""")]
    [InlineData("""{"items":{"description":"prose","type":"string"},"type":"array"}""", """{"type":"array","items":{"type":"string"}}""")]
    [InlineData("""{"anyOf":[{"description":"prose","$ref":"#/$defs/A"}]}""", """{"anyOf":[{"$ref":"#/$defs/A"}]}""")]
    [InlineData("""{"$defs":{"A":{"description":"prose"}}}""", """{"$defs":{"A":{}}}""")]
    public void Prose_and_order_of_keys_are_no_structure(string left, string right) =>
        Assert.Equal(Hash(left), Hash(right));

    [Theory]
    [InlineData("""{"properties":{"description":{"type":"string"}}}""", """{"properties":{}}""")]
    [InlineData("""{"properties":{"title":{"type":"string"}}}""", """{"properties":{"title":{"type":"integer"}}}""")]
    [InlineData("""{"required":["a"]}""", """{"required":["a","b"]}""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", """{"anyOf":[{"type":"string"}]}""")]
    [InlineData("""{"additionalProperties":{}}""", """{"additionalProperties":false}""")]
    [InlineData("""{"enum":["description"]}""", """{"enum":["title"]}""")]
    public void Whatever_shapes_the_data_is_structure(string left, string right) =>
        Assert.NotEqual(Hash(left), Hash(right));

    private static string Hash(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        return SchemaStructure.Hash(document.RootElement);
    }
}
