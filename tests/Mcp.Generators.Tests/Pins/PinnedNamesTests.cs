using System.Text.RegularExpressions;
using Mcp.Generators.Pins.Binding;
using Mcp.Generators.Tests.Contracts;
using Microsoft.CodeAnalysis.CSharp;

namespace Mcp.Generators.Tests.Pins;

/// <summary>From names of a server to names in C#, and what happens when two of them meet.</summary>
public sealed partial class PinnedNamesTests
{
    [Theory]
    [InlineData("get-sum", "GetSum", "GetMinusSum")]
    [InlineData("get_sum", "GetSum", "GetUnderscoreSum")]
    [InlineData("getSum", "GetSum", "GetSum")]
    [InlineData("API_KEY", "ApiKey", "ApiUnderscoreKey")]
    [InlineData("readURL", "ReadURL", "ReadURL")]
    [InlineData("io.github/list issues", "IoGithubListIssues", "IoDotGithubSlashListSpaceIssues")]
    [InlineData("2-tone", "_2Tone", "_2MinusTone")]
    [InlineData(">=", "GreaterEqual", "GreaterEqual")]
    [InlineData("", "Empty", "Empty")]
    [InlineData("_", "Underscore", "Underscore")]
    [InlineData("größe", "Größe", "Größe")]
    [InlineData("名前", "名前", "名前")]
    [InlineData("a\u200Db", "AB", "AU200DB")]
    [InlineData("🍵", "UD83CUDF75", "UD83CUDF75")]
    [InlineData("class", "Class", "Class")]
    public void A_name_has_one_plain_form_and_one_that_tells_it_apart(string name, string pascal, string spelled)
    {
        Assert.Equal((pascal, spelled), (PinNames.Pascal(name), PinNames.Spelled(name)));
        Assert.True(SyntaxFacts.IsValidIdentifier(pascal));
        Assert.True(SyntaxFacts.IsValidIdentifier(spelled));
    }

    [Fact]
    public void Every_character_of_ASCII_has_a_name()
        => Assert.All(Enumerable.Range(' ', 95), static code => Assert.True(SyntaxFacts.IsValidIdentifier(PinNames.Pascal(((char)code).ToString()))));

    [Fact]
    public void Tools_that_would_be_one_method_are_told_apart()
        => Assert.Equal(
            ["GetSumAsync", "GetUnderscoreSumAsync", "GetSum2Async", "GetGreetPromptAsync", "ReadGreetResourceAsync"],
            Methods("""
                { "formatVersion": 1, "revision": "2025-06-18",
                  "tools": [ { "name": "get-sum" }, { "name": "get_sum" }, { "name": "getSum" } ],
                  "prompts": [ { "name": "greet" } ],
                  "resourceTemplates": [ { "name": "greet", "uriTemplate": "x://{a}" } ] }
                """));

    /// <summary>A new tool takes no name away from one that stands before it, nor from a prompt or a template.</summary>
    [Fact]
    public void Names_stay_when_a_tool_is_added()
    {
        var tools = new[] { PinnedTest.Tool("get", "\"unit\": { \"enum\": [ \"a\" ] }"), PinnedTest.Tool("set", "\"unit\": { \"enum\": [ \"a\" ] }") };
        var before = PinnedTest.Run(PinnedTest.Pin(tools));

        var after = PinnedTest.Run(PinnedTest.Pin([.. tools, PinnedTest.Tool("add", "\"unit\": { \"enum\": [ \"a\" ] }"), PinnedTest.Tool("get_unit", "\"x\": { \"enum\": [ \"a\" ] }")]));

        Assert.Equal(["AddUnit", "GetUnit", "GetUnitX", "SetUnit"], after.Keys.Where(static file => file.Contains("Unit", StringComparison.Ordinal)).Order());
        Assert.All(before.Keys.Where(static file => file.EndsWith("Unit", StringComparison.Ordinal)), file => Assert.Equal(before[file], after[file]));
    }

    /// <summary>What a record, an interface or emitted code calls so itself, keywords, digits, symbols and characters of all kinds: it compiles without a warning.</summary>
    [Fact]
    public void Names_of_any_kind_compile()
    {
        string[] names =
        [
            "class", "Class", "CLASS", "@class", "params", "await", "record", "field", "value", "reader", "writer", "self", "other", "mark", "additional", "readerValue", "hash", "item", "items",
            "read", "write", "Read", "equals", "toString", "getHashCode", "getType", "clone", "equalityContract", "printMembers", "deconstruct", "additionalMembers", "finalize", "memberwiseClone",
            "progress", "cancellationToken", "arguments", "caller", "progressValue", "over", "describe", "valueEquality", "methods", "needs", "x", "X", "x-", "x_", "1", "1a", "-1", "", " ", "$", "__", "名前", "_名前",
            "größe", "Å", "🍵", "\\n", "\\u0000", "\\u2028", "\\\"", "a b", "a.b", "a/b", "*/", "</summary>", "&", "readX", "writeXItem", "shop", "iShop", "system", "mcp", "global", "string", "App",
        ];
        var properties = string.Join(", ", names.Select(static (name, i) => $"\"{name}\": {(i % 3) switch { 0 => "{ \"type\": \"string\" }", 1 => "{ \"type\": \"array\", \"items\": { \"type\": \"object\", \"properties\": { \"read\": { \"type\": \"integer\" } } } }", _ => "{ \"enum\": [ \"a\", \"A\", \"b\" ] }" }}"));
        var values = string.Join(", ", names.Select(static name => $"\"{name}\""));

        var files = PinnedTest.Run(PinnedTest.Pin(
        [
            PinnedTest.Tool("all", properties, "\"class\", \"名前\", \"1\""),
            PinnedTest.Result("every", $$"""{ "type": "object", "properties": { {{properties}} }, "required": [ "名前", "reader" ], "additionalProperties": true }"""),
            PinnedTest.Tool("known", $$"""
                "v": { "enum": [ {{values}} ] }, "a": { "const": 1 }
                """),
            .. names.Where(static name => name.Length > 0 && !name.StartsWith("\\u", StringComparison.Ordinal) && name != "\\n").Select(static name => PinnedTest.Tool(name, "\"in\": { \"type\": \"object\", \"properties\": { \"async\": {} } }", more: ", \"description\": \"*/ </summary> & <b>\\u0085\\u2028\\u0007\\ud800 " + new string('x', 500) + "\"")),
        ]));

        Assert.Equal(names.Length, PropertyPattern().Count(files["EveryResult"]) - 1);
        Assert.Equal(names.Length, ValuePattern().Count(files["KnownV"]));
        Assert.All(files.Values.SelectMany(static text => text.Split('\n')).Where(static line => line.TrimStart().StartsWith("///", StringComparison.Ordinal)), static line => Assert.True(line.Length < 160, line));
    }

    [Fact]
    public void A_contract_anywhere_gets_its_types_within_it()
    {
        var pin = PinnedTest.Pin(PinnedTest.Tool("go", "\"a\": { \"type\": \"object\", \"properties\": { \"b\": { \"type\": \"array\", \"items\": { \"type\": \"string\" } } } }"));
        string[] contracts =
        [
            "[McpClient(Pin = \"shop.mcp.json\")] internal partial interface IShop;",
            "[McpClient(Pin = \"shop.mcp.json\")] public partial interface @interface;",
            "namespace App.Deep { public partial record struct Outer { [McpClient(Pin = \"shop.mcp.json\")] internal partial interface IInner { static string Own => \"\"; } } }",
            "namespace App { [McpClient(Pin = \"shop.mcp.json\")] public partial interface IOne; [McpClient(Pin = \"shop.mcp.json\")] public partial interface ITwo; }",
        ];

        Assert.All(contracts, contract => PinnedTest.Run(pin, contract));
    }

    [Fact]
    public void A_pin_that_is_missing_leaves_a_contract_without_methods()
        => Assert.Equal(
            ["App.IShop.Methods.g.cs", "App.IShop.Needs.g.cs", "App.IShop.g.cs"],
            ContractTest.Run("namespace App; [McpClient(Pin = \"gone.mcp.json\")] public partial interface IShop;").Keys.Order(StringComparer.Ordinal));

    private static IEnumerable<string> Methods(string pin) => MethodPattern().Matches(PinnedTest.Run(pin)["Methods"]).Select(static match => match.Groups["name"].Value);

    [GeneratedRegex(@"(?<name>\w+Async)\(")]
    private static partial Regex MethodPattern();

    [GeneratedRegex(@"^        public [^(\n]* \{ get; init; \}", RegexOptions.Multiline)]
    private static partial Regex PropertyPattern();

    [GeneratedRegex(@"^        public static global::App.IShop.KnownV [^(\n]* => new", RegexOptions.Multiline)]
    private static partial Regex ValuePattern();
}
