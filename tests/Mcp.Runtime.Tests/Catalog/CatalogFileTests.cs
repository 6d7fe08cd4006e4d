using System.Text.Json;
using Mcp.Runtime.Tests.Kit;

namespace Mcp.Runtime.Tests.Catalog;

/// <summary>Files that were damaged on their way: none reads as a server that offers less than it does, and the message names what is damaged.</summary>
public sealed class CatalogFileTests
{
    [Theory]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"formatVersion":"1","revision":"x"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"tools":[]}}""")]
    public void What_has_no_format_is_no_catalog(string text) =>
        AssertRefused("A catalog of format 1 was expected, but the text has no formatVersion.", text);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("2")]
    [InlineData("1.5")]
    [InlineData("1.0")]
    [InlineData("1e400")]
    [InlineData("18446744073709551617")]
    public void Another_format_is_named(string version) =>
        AssertRefused($"A catalog of format 1 was expected, but the text has format {version}.", $$"""{"formatVersion":{{version}},"revision":"2025-11-25"}""");

    [Theory]
    [InlineData("", "catalog lacks its required member 'revision', or it is no string.")]
    [InlineData("""
        ,"revision":7
        """, "catalog lacks its required member 'revision', or it is no string.")]
    [InlineData("""
        ,"revision":"\ud800"
        """, "catalog lacks its required member 'revision', or it is no string.")]
    [InlineData("""
        ,"revision":""
        """, "'revision' of the catalog is empty.")]
    public void A_revision_is_needed(string revision, string message) => AssertRefused(message, $$"""{"formatVersion":1{{revision}}}""");

    [Theory]
    [InlineData("era", "text", "7", "{}", "[\"stateful\"]", "true")]
    [InlineData("server", "object", "7", "[]", "\"x\"", "false")]
    [InlineData("capabilities", "object", "7", "[]", "\"x\"", "false")]
    [InlineData("instructions", "text", "7", "{}", "[]", "true")]
    [InlineData("tools", "list", "7", "{}", "\"x\"", "true")]
    [InlineData("prompts", "list", "7", "{}", "\"x\"", "true")]
    [InlineData("resources", "list", "7", "{}", "\"x\"", "true")]
    [InlineData("resourceTemplates", "list", "7", "{}", "\"x\"", "true")]
    public void A_member_of_another_kind_is_named(string member, string kind, params string[] values)
    {
        Assert.All(values, value => AssertRefused($"'{member}' of the catalog is no {kind}.", Text(member, value)));
        Assert.Equal(Catalogs.Of(), McpCatalog.Parse(Text(member, "null")));
    }

    [Fact]
    public void An_era_that_is_none_is_named() => AssertRefused("'era' of the catalog is neither 'stateful' nor 'stateless'.", Text("era", "\"other\""));

    [Theory]
    [InlineData("tools", """{"name":"a"},7""", "tools[1] of the catalog cannot be read: Tool: expected an object but found a number")]
    [InlineData("tools", """{"name":"a"},{"name":7}""", "tools[1] of the catalog cannot be read: string: expected a string but found a number")]
    [InlineData("tools", """{"name":"\ud800"}""", "tools[0] of the catalog cannot be read: string: the text at byte ")]
    [InlineData("tools", "{}", "tools[0] of the catalog cannot be read: Tool lacks its required member 'name'")]
    [InlineData("prompts", "null", "prompts[0] of the catalog cannot be read: Prompt: expected an object but found null")]
    [InlineData("prompts", """{"name":"a","arguments":[{}]}""", "prompts[0] of the catalog cannot be read: PromptArgument lacks its required member 'name'")]
    [InlineData("resources", """{"name":"a"}""", "resources[0] of the catalog cannot be read: Resource lacks its required member 'uri'")]
    [InlineData("resourceTemplates", "[]", "resourceTemplates[0] of the catalog cannot be read: ResourceTemplate: expected an object but found an array")]
    public void An_item_that_cannot_be_read_is_named(string list, string items, string message)
    {
        var error = Assert.Throws<McpPayloadException>(() => McpCatalog.Parse(Text(list, $"[{items}]")));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_ends_early_is_no_JSON()
    {
        string text = Catalogs.Of("\"tools\":[{\"name\":\"a\"}]").ToJson().TrimEnd();

        for (int length = 0; length < text.Length; length++)
            Assert.ThrowsAny<JsonException>(() => McpCatalog.Parse(text[..length]));
        McpCatalog.Parse(text);
    }

    [Fact]
    public void Nesting_without_end_is_no_JSON() =>
        Assert.ThrowsAny<JsonException>(() => McpCatalog.Parse(Text("server", string.Concat(Enumerable.Repeat("{\"a\":", 100_000)))));

    [Fact]
    public void A_text_begins_with_one_mark_of_its_order_at_most()
    {
        string text = Catalogs.Of().ToJson();

        Assert.Equal(Catalogs.Of(), McpCatalog.Parse("\uFEFF" + text));
        Assert.ThrowsAny<JsonException>(() => McpCatalog.Parse("\uFEFF\uFEFF" + text));
    }

    private static string Text(string member, string value) => $$"""{"formatVersion":1,"revision":"2025-11-25","{{member}}":{{value}}}""";

    private static void AssertRefused(string message, string text) => Assert.Equal(message, Assert.Throws<McpPayloadException>(() => McpCatalog.Parse(text)).Message);
}
