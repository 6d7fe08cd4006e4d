using Mcp.Generators.Json;
using Mcp.Generators.Pins;

namespace Mcp.Generators.Tests.Pins;

/// <summary>The file of a catalog is read into equal values wherever its parts stand, or not at all.</summary>
public sealed class PinReaderTests
{
    private const string Path = "everything.mcp.json";

    private const string Pin = """
        {
          "formatVersion": 1,
          "revision": "2025-06-18",
          "server": { "name": "shop", "title": "The shop", "version": "2.1" },
          "tools": [
            {
              "annotations": { "readOnlyHint": true },
              "description": "Finds.",
              "inputSchema": { "type": "object", "properties": { "text": { "type": "string" } }, "required": [ "text" ] },
              "name": "find",
              "outputSchema": { "type": "object", "properties": { "count": { "type": "integer" } } },
              "title": "Find"
            },
            { "name": "bare" }
          ],
          "prompts": [ { "arguments": [ { "description": "Which.", "name": "city", "required": true }, { "name": "season" } ], "description": "Plans.", "name": "plan" } ],
          "resources": [ { "mimeType": "text/plain", "name": "Notes", "uri": "shop://notes" } ],
          "resourceTemplates": [ { "uriTemplate": "shop://item/{id}" } ]
        }
        """;

    [Fact]
    public void All_that_a_server_offers_is_read()
    {
        var document = Read(Pin).Document;

        Assert.Equal("2025-06-18", document.Revision);
        Assert.Equal(new PinServer("shop", "The shop", "2.1"), document.Server);
        Assert.Equal(
            [
                new PinTool(
                    "find",
                    """{"type":"object","properties":{"text":{"type":"string"}},"required":["text"]}""",
                    """{"type":"object","properties":{"count":{"type":"integer"}}}""")
                {
                    Title = "Find",
                    Description = "Finds.",
                    Annotations = """{"readOnlyHint":true}""",
                },
                new PinTool("bare", "{}", null),
            ],
            document.Tools);
        var prompt = Assert.Single(document.Prompts);
        Assert.Equal("Plans.", prompt.Description);
        Assert.Equal([new PinArgument("city", true) { Description = "Which." }, new PinArgument("season", false)], prompt.Arguments);
        Assert.Equal([new PinResource("shop://notes", "Notes") { MimeType = "text/plain" }], document.Resources);
        Assert.Equal([new PinResource("shop://item/{id}", "shop://item/{id}")], document.Templates);
    }

    [Fact]
    public void What_the_runtime_writes_is_read()
    {
        var document = Read(McpCatalog.Parse(Pin).ToJson()).Document;

        Assert.Equal(["bare", "find"], document.Tools.Select(static tool => tool.Name).Order());
        Assert.Equal(Read(Pin).Document.Prompts, document.Prompts);
        Assert.Equal(Read(Pin).Document.Templates, document.Templates);
    }

    [Fact]
    public void Items_that_only_move_are_equal_and_know_their_new_line()
    {
        var before = Read(Pin);
        var after = Read(Pin.Replace("  \"tools\"", "\n\n  \"tools\"", StringComparison.Ordinal));

        Assert.Equal(before.Document, after.Document);
        Assert.Equal(before.Document.GetHashCode(), after.Document.GetHashCode());
        Assert.Equal(before.Tools.Items[0].Position.Line + 2, after.Tools.Items[0].Position.Line);
    }

    [Theory]
    [InlineData("find", "found")]
    [InlineData("\"required\": [ \"text\" ]", "\"required\": []")]
    [InlineData("\"required\": true", "\"required\": false")]
    [InlineData("{id}", "{key}")]
    [InlineData("2025-06-18", "2025-11-25")]
    public void What_differs_is_not_equal(string old, string now)
        => Assert.NotEqual(Read(Pin).Document, Read(Pin.Replace(old, now, StringComparison.Ordinal)).Document);

    [Theory]
    [InlineData("{", "a property name was expected", 0, 1)]
    [InlineData(" \n", "the file is empty", 1, 0)]
    [InlineData("[]", "it is no catalog: it has no formatVersion", 0, 0)]
    [InlineData("{\n  \"revision\": \"2025-06-18\" }", "it is no catalog: it has no formatVersion", 0, 0)]
    [InlineData("{\n  \"formatVersion\": 2 }", "it has format 2, and this generator reads format 1", 1, 19)]
    [InlineData("{\n  \"formatVersion\": 1 }", "it names no revision", 0, 0)]
    [InlineData("{ \"formatVersion\": 1, \"revision\": \"\" }", "it names no revision", 0, 0)]
    [InlineData("{ \"formatVersion\": 1, \"revision\": \"x\",\n  \"tools\": [ { } ] }", "a tool has no name", 1, 13)]
    [InlineData("{ \"formatVersion\": 1, \"revision\": \"x\",\n  \"tools\": 7 }", "its 'tools' is no list", 1, 11)]
    [InlineData("{ \"formatVersion\": 1, \"revision\": \"x\",\n  \"prompts\": {} }", "its 'prompts' is no list", 1, 13)]
    [InlineData("{ \"formatVersion\": 1, \"revision\": \"x\",\n  \"resources\": \"\" }", "its 'resources' is no list", 1, 15)]
    [InlineData("{ \"formatVersion\": 1, \"revision\": \"x\",\n  \"resourceTemplates\": true }", "its 'resourceTemplates' is no list", 1, 23)]
    [InlineData("{ \"formatVersion\": 1, \"revision\": \"x\",\n  \"server\": [] }", "its 'server' is no object", 1, 12)]
    [InlineData("{ \"formatVersion\": 1, \"revision\": \"x\",\n  \"capabilities\": 7 }", "its 'capabilities' is no object", 1, 18)]
    [InlineData("{ \"formatVersion\": 1, \"revision\": \"x\",\n  \"era\": 7 }", "its 'era' is no text", 1, 9)]
    [InlineData("{ \"formatVersion\": 1, \"revision\": \"x\",\n  \"instructions\": {} }", "its 'instructions' is no text", 1, 18)]
    [InlineData("{ \"formatVersion\": 1, \"revision\": \"x\",\n  \"resourceTemplates\": [ { \"name\": \"x\" } ] }", "a template has no uriTemplate", 1, 25)]
    public void What_is_no_pin_says_why_and_where(string text, string problem, int line, int column)
    {
        Assert.Null(PinReader.Read(Path, text, out var found, default));

        Assert.Equal(problem, found!.Text);
        Assert.Equal((line, column), (found.Position.Line, found.Position.Column));
    }

    [Fact]
    public void What_is_not_there_may_be_null()
        => Assert.Equal(
            Read("""{ "formatVersion": 1, "revision": "x" }""").Document,
            Read("""{ "formatVersion": 1, "revision": "x", "era": null, "server": null, "capabilities": null, "instructions": null, "tools": null, "prompts": null, "resources": null, "resourceTemplates": null }""").Document);

    [Fact]
    public void Compact_text_is_the_same_value()
    {
        var (node, _, _) = JsonParser.Parse("""{ "a" : [ 1.50, -2e3, true, false, null, "x\"\u0001\\" ], "b" : { } }""", default);

        Assert.Equal("""{"a":[1.50,-2e3,true,false,null,"x\"\u0001\\"],"b":{}}""", Json.JsonText.Compact(node!));
    }

    private static PinFile Read(string text)
    {
        var pin = PinReader.Read(Path, text, out var problem, default);
        Assert.Null(problem);
        return pin!;
    }
}
