using Mcp.Generators.Tests.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators.Tests.Pins;

/// <summary>Each diagnostic of a pin at its exact place, and silent on the nearest code that is right.</summary>
public sealed class PinAnalyzerTests
{
    private const string Path = "/app/shop.mcp.json";

    private const string Pin = """
        {
          "formatVersion": 1,
          "revision": "2025-06-18",
          "tools": [
            { "name": "go", "inputSchema": { "type": "object" } },
            { "name": "find", "inputSchema": { "type": "object", "properties": { "text": { "type": "string" }, "limit": { "type": "integer" } }, "required": [ "text" ] } },
            { "name": "open", "inputSchema": { "type": "object", "properties": { "x": { "type": "number" } }, "additionalProperties": true } },
            { "name": "sum", "inputSchema": { "type": "object" }, "outputSchema": { "type": "object", "properties": { "result": { "type": "number" } } } },
            { "name": "item", "inputSchema": { "type": "object" }, "outputSchema": { "type": "object", "properties": { "id": { "type": "integer" }, "kind": { "enum": [ "small", "large" ] } }, "required": [ "id" ] } }
          ],
          "prompts": [ { "name": "greet", "arguments": [ { "name": "who", "required": true } ] } ],
          "resources": [ { "name": "notes", "uri": "shop://notes" } ],
          "resourceTemplates": [ { "name": "note", "uriTemplate": "shop://notes/{id}" } ]
        }
        """;

    private const string Types = """

        public record Query(string Text, int Limit = 3);
        public record Wrong(string Text, Inner Inner);
        public record Inner(string A);
        public record Item(int Id, Kind? Kind);
        public record Thing(int Id, string Title);
        public enum Kind { Small, Large, Huge }
        public enum Less { Small }
        namespace Mcp.V2025_03_26 { public sealed class Odd : IMcpJsonValue<Odd> { public static Odd Read(ref McpJsonReader reader) => new(); public void Write(McpJsonWriter writer) { } } }
        namespace Mcp.V2025_06_18 { }
        namespace Mcp.V2025_11_25 { }
        """;

    [Theory]
    [InlineData("MCPG4001", "[McpClient(Pin = [[\"shops.mcp.json\"]])] public partial interface IShop { }", "The pin 'shops.mcp.json' cannot be used: it is not among the project's AdditionalFiles; did you mean 'shop.mcp.json'?")]
    [InlineData("MCPG4001", "[McpClient(Pin = [[\"\"]])] public partial interface IShop { }", "The pin '' cannot be used: it names no file")]
    [InlineData("MCPG4001", "[McpClient(Pin = [[\"odd.mcp.json\"]])] public partial interface IShop { }", "The pin 'odd.mcp.json' cannot be used: line 2: it has format 2, and this generator reads format 1")]
    [InlineData("MCPG4001", "[McpClient(Pin = [[\"no.mcp.json\"]])] public partial interface IShop { }", "The pin 'no.mcp.json' cannot be used: line 1: a value was expected")]
    [InlineData("MCPG4002", "[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task [[FindsAsync]](CancellationToken token); }", "The tool 'finds' is not in shop.mcp.json(6); did you mean 'find'?")]
    [InlineData("MCPG4002", "[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { [McpTool([[\"search_all\"]])] Task GoAsync(CancellationToken token); }", "The tool 'search_all' is not in shop.mcp.json(4)")]
    [InlineData("MCPG4002", "[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { [McpPrompt([[\"great\"]])] Task<string> GoAsync(CancellationToken token); }", "The prompt 'great' is not in shop.mcp.json(11); did you mean 'greet'?")]
    [InlineData("MCPG4002", "[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { [McpResource([[\"shop://note/{id}\"]])] Task<string> GoAsync(int id, CancellationToken token); }", "The resource 'shop://note/{id}' is not in shop.mcp.json(13); did you mean 'shop://notes/{id}'?")]
    [InlineData("MCPG4002", "public interface IBase { Task GoneAsync(CancellationToken token); } [McpClient(Pin = \"shop.mcp.json\")] public partial interface [[IShop]] : IBase { }", "The tool 'gone' is not in shop.mcp.json(5); did you mean 'go'?")]
    [InlineData("MCPG4003", "[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task [[FindAsync]](int? limit, CancellationToken token); }", "The tool 'find' of shop.mcp.json(6) does not fit: the server requires the argument 'text', and the contract never sends it")]
    [InlineData("MCPG4003", "[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task FindAsync(string text, int [[limits]], CancellationToken token); }", "The tool 'find' of shop.mcp.json(6) does not fit: the server does not know the argument 'limits'; did you mean 'limit'?")]
    [InlineData("MCPG4003", "[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task FindAsync(string text, [McpName(\"max\")] int [[limit]], CancellationToken token); }", "The tool 'find' of shop.mcp.json(6) does not fit: the server does not know the argument 'max'")]
    [InlineData("MCPG4003", "[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task FindAsync(string text, [[double]] limit, CancellationToken token); }", "The tool 'find' of shop.mcp.json(6) does not fit: the argument 'limit' is a number from the contract, and the server takes a whole number")]
    [InlineData("MCPG4003", "[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task FindAsync([McpArguments] [[Wrong]] query, CancellationToken token); }", "The tool 'find' of shop.mcp.json(6) does not fit: the server does not know the argument 'inner'")]
    [InlineData("MCPG4003", "[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task GoAsync(int [[a]], CancellationToken token); }", "The tool 'go' of shop.mcp.json(5) does not fit: the server does not know the argument 'a'")]
    [InlineData("MCPG4003", "[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { [McpPrompt] Task<string> [[GreetAsync]](CancellationToken token); }", "The prompt 'greet' of shop.mcp.json(11) does not fit: the server requires the argument 'who', and the contract never sends it")]
    [InlineData("MCPG4003", "[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { [McpPrompt] Task<string> GreetAsync(string who, string [[how]], CancellationToken token); }", "The prompt 'greet' of shop.mcp.json(11) does not fit: the server does not know the argument 'how'; did you mean 'who'?")]
    [InlineData("MCPG4004", "[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { [[Task<int>]] SumAsync(CancellationToken token); }", "The tool 'sum' of shop.mcp.json(8) does not fit: the result is a number from the server, and the contract takes a whole number")]
    [InlineData("MCPG4004", "[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { [[ValueTask<McpToolResult<Thing>>]] ItemAsync(CancellationToken token); }", "The tool 'item' of shop.mcp.json(9) does not fit: the contract requires the result's 'title', and the server never sends it")]
    public async Task An_error_stands_at_its_place(string id, string source, string message)
        => AssertFound(source, id, DiagnosticSeverity.Error, message, Assert.Single(await AnalyzeAsync(source)));

    [Theory]
    [InlineData("MCPG4002", "[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { [McpResource([[\"shop://note\"]])] Task<string> GoAsync(CancellationToken token); }", "The resource 'shop://note' is not in shop.mcp.json(12); did you mean 'shop://notes'?")]
    [InlineData("MCPG4003", "[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task FindAsync([[string?]] text, CancellationToken token); }", "The tool 'find' of shop.mcp.json(6) does not fit: the server requires the argument 'text', and the contract may leave it out")]
    [InlineData("MCPG4004", "[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { [McpTool(\"item\")] [[Task<Few>]] GoAsync(CancellationToken token); } public record Few(Less? Kind);", "The tool 'item' of shop.mcp.json(9) does not fit: the result's 'kind' may be \"large\" from the server, which the contract does not know")]
    [InlineData("MCPG4006", "[McpClient(Pin = [[\"shop.mcp.json\"]], ProtocolVersion = \"2025-11-25\")] public partial interface IShop { Task GoAsync(CancellationToken token); }", "shop.mcp.json(3) was captured with 2025-06-18, and the contract is for 2025-11-25")]
    [InlineData("MCPG4006", "[McpClient(Pin = [[\"shop.mcp.json\"]], ProtocolVersion = \"2025-11-25\")] public partial interface IShop { }", "shop.mcp.json(3) was captured with 2025-06-18, and the contract is for 2025-11-25")]
    [InlineData("MCPG4006", "[McpClient(Pin = [[\"shop.mcp.json\"]])] public partial interface IShop { [McpTool(\"go\")] Task<Mcp.V2025_03_26.Odd> GoAsync(CancellationToken token); }", "shop.mcp.json(3) was captured with 2025-06-18, and the contract is for 2025-03-26")]
    public async Task What_depends_on_values_is_a_warning(string id, string source, string message)
        => AssertFound(source, id, DiagnosticSeverity.Warning, message, Assert.Single(await AnalyzeAsync(source)));

    [Theory]
    [InlineData("[McpClient] public partial interface IShop { Task GoneAsync(CancellationToken token); }")]
    [InlineData("[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { }")]
    [InlineData("[McpClient(Pin = \"shop.mcp.json\", ProtocolVersion = \"2025-06-18\")] public partial interface IShop { Task GoAsync(CancellationToken token); }")]
    [InlineData("[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task FindAsync(string text, CancellationToken token); }")]
    [InlineData("[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task FindAsync(string text, byte? limit, IProgress<McpProgress>? progress, McpCallOptions? options, CancellationToken token); }")]
    [InlineData("[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task FindAsync([McpArguments] Query query, CancellationToken token); }")]
    [InlineData("[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task FindAsync([McpArguments] McpJson query, CancellationToken token); }")]
    [InlineData("[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task FindAsync([McpArguments] Dictionary<string, string> query, CancellationToken token); }")]
    [InlineData("[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task OpenAsync(int x, string other, CancellationToken token); }")]
    [InlineData("[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task<Item> GoAsync(CancellationToken token); }")]
    [InlineData("[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task<double> SumAsync(CancellationToken token); }")]
    [InlineData("[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task<Item> ItemAsync(CancellationToken token); }")]
    [InlineData("[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task<string> ItemAsync(CancellationToken token); }")]
    [InlineData("[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task<McpJson> ItemAsync(CancellationToken token); }")]
    [InlineData("[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { [McpPrompt] Task<string> GreetAsync(string who, CancellationToken token); }")]
    [InlineData("[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { [McpResource(\"shop://notes\")] Task<string> GoAsync(CancellationToken token); [McpResource(\"shop://notes/{key}\")] Task<string> AtAsync(int key, CancellationToken token); }")]
    public async Task What_fits_is_left_in_peace(string source)
        => Assert.Empty(await AnalyzeAsync(source));

    [Fact]
    public async Task What_was_generated_from_the_pin_is_not_compared_with_it()
    {
        var compilation = ContractTest.Compile(LanguageVersion.CSharp12, "[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { }");
        var half = CSharpSyntaxTree.ParseText("using System.Threading.Tasks; partial interface IShop { Task GoneAsync(); }", new CSharpParseOptions(LanguageVersion.CSharp12), "IShop.Pin.g.cs");

        var found = await compilation.AddSyntaxTrees(half).WithAnalyzers([new Diagnostics.PinAnalyzer()], new AnalyzerOptions([new Harness.MemoryText(Path, Pin)])).GetAnalyzerDiagnosticsAsync();

        Assert.Empty(found);
    }

    [Fact]
    public async Task A_contract_with_an_error_of_its_own_hears_of_that_first()
    {
        var found = await AnalyzeAsync("[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { string Gone(CancellationToken token); Task FoundAsync(CancellationToken token); }");

        Assert.Equal("MCPG1005", Assert.Single(found).Id);
    }

    [Fact]
    public async Task Two_pins_are_two_files()
    {
        const string Source = """
            [McpClient(Pin = "a/shop.mcp.json")] public partial interface IOne { Task GoAsync(CancellationToken token); }
            [McpClient(Pin = "b/shop.mcp.json")] public partial interface ITwo { Task GoAsync(CancellationToken token); }
            """;

        var found = await PinTest.AnalyzeAsync(Source, ("/app/a/shop.mcp.json", Pin), ("/app/b/shop.mcp.json", Pin.Replace("\"go\"", "\"goes\"", StringComparison.Ordinal)));

        Assert.Equal("The tool 'go' is not in shop.mcp.json(5); did you mean 'goes'?", Assert.Single(found).Message);
    }

    /// <summary>The pin describes the tree with a reference to its own root, the contract by a definition.</summary>
    [Theory]
    [InlineData("string", "string", null)]
    [InlineData("integer", "string", "The tool 'grow' of tree.mcp.json(1) does not fit: the argument 'tree.children[].name' is a string from the contract, and the server takes a whole number")]
    [InlineData("string", "integer", "The tool 'grow' of tree.mcp.json(1) does not fit: the result's 'children[].name' is a whole number from the server, and the contract takes a string")]
    public async Task A_type_that_holds_itself_is_compared_once(string sent, string read, string? message)
    {
        const string Source = """
            [McpClient(Pin = "tree.mcp.json")] public partial interface IGarden { Task<Tree> GrowAsync(Tree tree, CancellationToken token); }
            public record Tree(string Name, List<Tree> Children);
            """;
        string Node(string type) => """{"type":"object","properties":{"name":{"type":"TYPE"},"children":{"type":"array","items":{"$ref":"#/$defs/node"}}},"required":["name","children"]}""".Replace("TYPE", type, StringComparison.Ordinal);
        var pin = $$"""{"formatVersion":1,"revision":"2025-06-18","tools":[{"name":"grow","inputSchema":{"type":"object","properties":{"tree":{{Node("string")}}},"required":["tree"],"$defs":{"node":{{Node(sent)}}} },"outputSchema":{{Node("string")[..^1]}},"$defs":{"node":{{Node(read)}}} } }]}""";

        var found = await PinTest.AnalyzeAsync(Source, ("/app/tree.mcp.json", pin));

        Assert.Equal(message, found.SingleOrDefault()?.Message);
    }

    private static Task<IReadOnlyList<PinTest.Found>> AnalyzeAsync(string source)
        => PinTest.AnalyzeAsync(Unmarked(source) + Types, (Path, Pin), ("/app/odd.mcp.json", "{\n  \"formatVersion\": 2\n}"), ("/app/no.mcp.json", "no"));

    private static void AssertFound(string source, string id, DiagnosticSeverity severity, string message, PinTest.Found found)
    {
        Assert.Equal((id, severity, message), (found.Id, found.Severity, found.Message));
        var start = source.IndexOf("[[", StringComparison.Ordinal);
        Assert.Equal((ContractTest.Usings.Length + start, source[(start + 2)..source.IndexOf("]]", StringComparison.Ordinal)]), (found.Start, found.Code));
    }

    private static string Unmarked(string source) => source.Replace("[[", "", StringComparison.Ordinal).Replace("]]", "", StringComparison.Ordinal);
}
