using Mcp.Generators.Tests.Contracts;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Tests.Pins;

/// <summary>One contract and one pin that fit; each edit of the pin by hand is found, at its place, and nothing else is said.</summary>
public sealed class TwelveEditsTests
{
    private const string Path = "/app/shop.mcp.json";

    private const string Contract = """
        [McpClient(Pin = "shop.mcp.json", ProtocolVersion = "2025-06-18")]
        public partial interface IShop
        {
            [McpTool("find-item")]
            Task<Item> FindAsync(string name, int? count = null, CancellationToken cancellationToken = default);

            Task<List<double>> PricesAsync(Query query, Unit unit, CancellationToken cancellationToken = default);

            [McpPrompt("plan")]
            Task<string> PlanAsync(string city, CancellationToken cancellationToken = default);

            [McpResource("shop://item/{id}")]
            Task<string> ItemAsync(int id, CancellationToken cancellationToken = default);
        }

        public sealed record Item(string Name, int Count);

        public sealed record Query(string Text);

        public enum Unit { Euro, Dollar }
        """;

    private const string Prices = """
        ,
            {
              "inputSchema": {
                "$defs": {
                  "query": { "properties": { "text": { "type": "string" } }, "required": [ "text" ], "type": "object" }
                },
                "properties": {
                  "query": { "$ref": "#/$defs/query" },
                  "unit": { "enum": [ "dollar", "euro" ], "type": "string" }
                },
                "type": "object"
              },
              "name": "prices",
              "outputSchema": { "properties": { "result": { "items": { "type": "number" }, "type": "array" } }, "type": "object" }
            }
        """;

    private const string Pin = $$"""
        {
          "formatVersion": 1,
          "revision": "2025-06-18",
          "era": "stateful",
          "server": { "name": "shop", "version": "1.0" },
          "capabilities": {},
          "tools": [
            {
              "inputSchema": {
                "properties": {
                  "count": { "type": "integer" },
                  "hint": { "type": "string" },
                  "name": { "type": "string" }
                },
                "required": [ "name" ],
                "type": "object"
              },
              "name": "find-item",
              "outputSchema": {
                "properties": {
                  "count": { "type": "integer" },
                  "name": { "type": "string" }
                },
                "required": [ "count", "name" ],
                "type": "object"
              }
            }{{Prices}}
          ],
          "prompts": [ { "arguments": [ { "name": "city", "required": true }, { "name": "season" } ], "name": "plan" } ],
          "resources": [],
          "resourceTemplates": [ { "name": "item", "uriTemplate": "shop://item/{id}" } ]
        }
        """;

    /// <summary>The edit as text and its replacement; number, severity, code, pinned text and message of what is said, one per line.</summary>
    public static TheoryData<string, string, string, string> Edits => new()
    {
        {
            "a tool is renamed", "\"name\": \"find-item\"", "\"name\": \"find-items\"",
            "MCPG4002 Error `\"find-item\"` `\"find-items\"` The tool 'find-item' is not in shop.mcp.json(18); did you mean 'find-items'?"
        },
        {
            "a tool is removed", Prices, "",
            "MCPG4002 Error `PricesAsync` `\"tools\"` The tool 'prices' is not in shop.mcp.json(7)"
        },
        {
            "an argument is made required", "\"required\": [ \"name\" ]", "\"required\": [ \"name\", \"hint\" ]",
            "MCPG4003 Error `FindAsync` `\"hint\"` The tool 'find-item' of shop.mcp.json(12) does not fit: the server requires the argument 'hint', and the contract never sends it"
        },
        {
            "an argument that may be left out is made required", "\"required\": [ \"name\" ]", "\"required\": [ \"count\", \"name\" ]",
            "MCPG4003 Warning `int?` `\"count\"` The tool 'find-item' of shop.mcp.json(11) does not fit: the server requires the argument 'count', and the contract may leave it out"
        },
        {
            "an argument is renamed", "\"count\": { \"type\": \"integer\" },\n          \"hint\"", "\"counts\": { \"type\": \"integer\" },\n          \"hint\"",
            "MCPG4003 Error `count` `\"counts\"` The tool 'find-item' of shop.mcp.json(11) does not fit: the server does not know the argument 'count'; did you mean 'counts'?"
        },
        {
            "a required argument is renamed everywhere", "\"name\": { \"type\": \"string\" }\n        },\n        \"required\": [ \"name\" ]", "\"title\": { \"type\": \"string\" }\n        },\n        \"required\": [ \"title\" ]",
            """
            MCPG4003 Error `FindAsync` `"title"` The tool 'find-item' of shop.mcp.json(13) does not fit: the server requires the argument 'title', and the contract never sends it
            MCPG4003 Error `name` `"find-item"` The tool 'find-item' of shop.mcp.json(18) does not fit: the server does not know the argument 'name'
            """
        },
        {
            "an argument's type is changed", "\"count\": { \"type\": \"integer\" },\n          \"hint\"", "\"count\": { \"type\": \"string\" },\n          \"hint\"",
            "MCPG4003 Error `int?` `\"count\"` The tool 'find-item' of shop.mcp.json(11) does not fit: the argument 'count' is a whole number from the contract, and the server takes a string"
        },
        {
            "a member of an argument is renamed behind a reference", "\"text\": { \"type\": \"string\" } }, \"required\": [ \"text\" ]", "\"texts\": { \"type\": \"string\" } }, \"required\": []",
            "MCPG4003 Error `Query` `\"texts\"` The tool 'prices' of shop.mcp.json(31) does not fit: the server does not know the argument 'query.text'; did you mean 'texts'?"
        },
        {
            "a value of an enum is removed", "[ \"dollar\", \"euro\" ]", "[ \"euro\" ]",
            "MCPG4003 Warning `Unit` `\"unit\"` The tool 'prices' of shop.mcp.json(35) does not fit: the argument 'unit' may be \"dollar\" from the contract, which the server does not know"
        },
        {
            "a member of the result is removed", "\"count\": { \"type\": \"integer\" },\n          \"name\": { \"type\": \"string\" }\n        },\n        \"required\": [ \"count\", \"name\" ]", "\"name\": { \"type\": \"string\" }\n        },\n        \"required\": [ \"name\" ]",
            "MCPG4004 Error `Task<Item>` `\"find-item\"` The tool 'find-item' of shop.mcp.json(18) does not fit: the contract requires the result's 'count', and the server never sends it"
        },
        {
            "the result's type is changed", "\"items\": { \"type\": \"number\" }", "\"items\": { \"type\": \"string\" }",
            "MCPG4004 Error `Task<List<double>>` `\"prices\"` The tool 'prices' of shop.mcp.json(39) does not fit: the result's '[]' is a string from the server, and the contract takes a number"
        },
        {
            "a member of the result is made optional", "\"required\": [ \"count\", \"name\" ]", "\"required\": [ \"name\" ]",
            "MCPG4004 Warning `Task<Item>` `\"count\"` The tool 'find-item' of shop.mcp.json(21) does not fit: the contract requires the result's 'count', and the server may leave it out"
        },
        {
            "a prompt's argument is newly required", "{ \"name\": \"season\" }", "{ \"name\": \"season\", \"required\": true }",
            "MCPG4003 Error `PlanAsync` `\"season\"` The prompt 'plan' of shop.mcp.json(43) does not fit: the server requires the argument 'season', and the contract never sends it"
        },
        {
            "a template is changed", "shop://item/{id}", "shop://items/{id}",
            "MCPG4002 Error `\"shop://item/{id}\"` `\"shop://items/{id}\"` The resource 'shop://item/{id}' is not in shop.mcp.json(45); did you mean 'shop://items/{id}'?"
        },
        {
            "the revision is changed", "\"revision\": \"2025-06-18\"", "\"revision\": \"2025-11-25\"",
            "MCPG4006 Warning `\"shop.mcp.json\"` `\"2025-11-25\"` shop.mcp.json(3) was captured with 2025-11-25, and the contract is for 2025-06-18"
        },
        {
            "the format is a later one", "\"formatVersion\": 1", "\"formatVersion\": 2",
            "MCPG4001 Error `\"shop.mcp.json\"` `2` The pin 'shop.mcp.json' cannot be used: line 2: it has format 2, and this generator reads format 1"
        },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task An_edit_of_the_pin_is_found_at_its_place(string what, string old, string now, string expected)
    {
        Assert.Equal(2, Pin.Split(old).Length);

        var found = await PinTest.AnalyzeAsync(Contract, (Path, Pin.Replace(old, now, StringComparison.Ordinal)));

        Assert.Equal(expected.ReplaceLineEndings("\n"), string.Join('\n', found.Select(static one => $"{one.Id} {one.Severity} `{one.Code}` `{one.Pinned}` {one.Message}")));
        Assert.NotEmpty(what);
    }

    [Fact]
    public async Task Without_an_edit_nothing_is_said()
        => Assert.Empty(await PinTest.AnalyzeAsync(Contract, (Path, Pin)));
}
