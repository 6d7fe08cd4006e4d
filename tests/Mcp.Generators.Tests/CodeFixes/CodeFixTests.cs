using Mcp.Generators.Tests.Contracts;
using Mcp.Generators.Tests.Harness;
using Mcp.Generators.Tests.Pins;

namespace Mcp.Generators.Tests.CodeFixes;

/// <summary>What each fix makes of the code, one place at a time and all at once. What comes out compiles without a warning.</summary>
public sealed class CodeFixTests
{
    [Theory]
    [InlineData(
        "/// <summary>A</summary>\npublic class Outer { [McpClient] public interface {|MCPG1001:IFoo|} { Task GoAsync(CancellationToken token); } }",
        "/// <summary>A</summary>\npublic partial class Outer { [McpClient] public partial interface IFoo { Task GoAsync(CancellationToken token); } }")]
    [InlineData(
        "[McpClient] public interface {|MCPG1001:IFoo|} { Task GoAsync(CancellationToken token); }\n[McpClient] interface {|MCPG1001:IBar|} { Task GoAsync(CancellationToken token); }",
        "[McpClient] public partial interface IFoo { Task GoAsync(CancellationToken token); }\n[McpClient] partial interface IBar { Task GoAsync(CancellationToken token); }")]
    [InlineData(
        "[McpClient] public partial interface IFoo { {|MCPG1005:void|} Go(); {|MCPG1005:string|} Run(); {|MCPG1005:Task<int?>|} MaybeAsync(); }",
        "[McpClient] public partial interface IFoo { Task Go(); Task<string> Run(); Task<int> MaybeAsync(); }")]
    [InlineData(
        "[McpClient] public partial interface IFoo { Task GoAsync(CancellationToken {|MCPG1007:token|}, int a, int b = 3); }",
        "[McpClient] public partial interface IFoo { Task GoAsync(int a, int b = 3, CancellationToken token = default); }")]
    [InlineData(
        "[McpClient] public partial interface IFoo { Task GoAsync(CancellationToken a, CancellationToken {|MCPG1007:b|}); Task RunAsync(CancellationToken {|MCPG1007:token|}, int a); }",
        "[McpClient] public partial interface IFoo { Task GoAsync(CancellationToken a); Task RunAsync(int a, CancellationToken token); }")]
    [InlineData(
        "[McpClient] public partial interface IFoo { Task {|MCPG1008:GoAsync|}(); Task {|MCPG1008:RunAsync|}(string cancellationToken); }",
        "[McpClient] public partial interface IFoo { Task GoAsync(CancellationToken cancellationToken = default); Task RunAsync(string cancellationToken, CancellationToken cancellationToken_ = default); }")]
    [InlineData(
        "[McpClient] public partial interface IFoo { [McpResource({|MCPG1010:\"a://{id}{?page}\"|})] Task<string> GoAsync(CancellationToken token); }",
        "[McpClient] public partial interface IFoo { [McpResource(\"a://{id}{?page}\")] Task<string> GoAsync(string id, string page, CancellationToken token); }")]
    [InlineData(
        "[McpClient] public partial interface IFoo { [McpResource({|MCPG1010:\"a://{id}\"|})] Task<string> GoAsync(int id, int x, CancellationToken token); }",
        "(no fix)")]
    [InlineData(
        "[McpClient] public partial interface IFoo { [McpTool({|MCPG1012:\"go there\"|})] Task GoAsync(CancellationToken token); [McpTool({|MCPG1012:\"\"|})] Task RunAsync(CancellationToken token); }",
        "[McpClient] public partial interface IFoo { [McpTool(\"go_there\")] Task GoAsync(CancellationToken token); [McpTool(\"run\")] Task RunAsync(CancellationToken token); }")]
    [InlineData(
        "public interface IFoo\n{\n    [{|MCPG1014:McpTool(\"go\")|}]\n    Task GoAsync(CancellationToken token);\n\n    [{|MCPG1014:McpTool(\"run\")|}]\n    Task RunAsync(CancellationToken token);\n}",
        "[McpClient]\npublic partial interface IFoo\n{\n    [McpTool(\"go\")]\n    Task GoAsync(CancellationToken token);\n\n    [McpTool(\"run\")]\n    Task RunAsync(CancellationToken token);\n}")]
    public async Task A_fix_mends_the_code(string marked, string mended)
    {
        Assert.Equal(mended, await FixTest.RunAsync(marked));
        if (mended != "(no fix)")
        {
            ContractTest.Run(mended);
        }
    }

    [Theory]
    [InlineData(
        "[McpClient]\npublic partial interface IFoo\n{\n    {|MCPG2001:Task<Version>|} GoAsync(CancellationToken token);\n    Task RunAsync({|MCPG2001:Version?|} a, {|MCPG2001:List<Version>|} b, CancellationToken token);\n}\n",
        "[McpClient(JsonContext = typeof(FooJson))]\npublic partial interface IFoo\n{\n    Task<Version> GoAsync(CancellationToken token);\n    Task RunAsync(Version? a, List<Version> b, CancellationToken token);\n}\n\n[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]\n[JsonSerializable(typeof(Version))]\n[JsonSerializable(typeof(List<Version>))]\ninternal sealed partial class FooJson : JsonSerializerContext\n{\n}\n")]
    [InlineData(
        "public class T { [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] public int X { get; set; } }\n[McpClient]\npublic partial interface IFoo\n{\n    {|MCPG2004:Task<T>|} GoAsync(CancellationToken token);\n}\n",
        "public class T { [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] public int X { get; set; } }\n[McpClient(JsonContext = typeof(FooJson))]\npublic partial interface IFoo\n{\n    Task<T> GoAsync(CancellationToken token);\n}\n\n[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]\n[JsonSerializable(typeof(T))]\ninternal sealed partial class FooJson : JsonSerializerContext\n{\n}\n")]
    [InlineData(
        "[McpClient(JsonContext = typeof(Own))]\npublic partial interface IFoo\n{\n    Task GoAsync({|MCPG2002:Version|} a, CancellationToken token);\n}\n\n[JsonSerializable(typeof(int))]\ninternal partial class Own : JsonSerializerContext { }\n",
        "[McpClient(JsonContext = typeof(Own))]\npublic partial interface IFoo\n{\n    Task GoAsync(Version a, CancellationToken token);\n}\n\n[JsonSerializable(typeof(int))]\n[JsonSerializable(typeof(Version))]\ninternal partial class Own : JsonSerializerContext { }\n")]
    public async Task A_type_is_listed_in_a_context(string marked, string mended)
    {
        Assert.Equal(mended, await FixTest.RunAsync(marked));
        ContractTest.GeneratedWithJson(mended);
    }

    [Theory]
    [InlineData(
        "Task {|MCPG4002:FindsAsync|}(CancellationToken token);",
        "[McpTool(\"find\")]\n    Task FindsAsync(CancellationToken token);")]
    [InlineData(
        "[McpTool({|MCPG4002:\"finds\"|})] Task GoAsync(CancellationToken token); [McpTool({|MCPG4002:\"counts\"|})] Task RunAsync(CancellationToken token);",
        "[McpTool(\"find\")] Task GoAsync(CancellationToken token); [McpTool(\"count\")] Task RunAsync(CancellationToken token);")]
    [InlineData(
        "[{|MCPG4002:McpPrompt|}] Task<string> GreetsAsync(CancellationToken token);",
        "[McpPrompt(\"greet\")] Task<string> GreetsAsync(CancellationToken token);")]
    [InlineData(
        "[McpResource({|MCPG4002:\"shop://items/{id}\"|})] Task<string> GoAsync(int id, CancellationToken token);",
        "[McpResource(\"shop://item/{id}\")] Task<string> GoAsync(int id, CancellationToken token);")]
    [InlineData(
        "[McpResource({|MCPG4002:\"shop://items/{key}\"|})] Task<string> GoAsync(int key, CancellationToken token);",
        "(no fix)")]
    [InlineData(
        "Task FindAsync(CancellationToken token); Task {|MCPG4002:FindsAsync|}(CancellationToken token);",
        "(no fix)")]
    [InlineData(
        "Task {|MCPG4002:SomethingElseAsync|}(CancellationToken token);",
        "(no fix)")]
    public async Task A_name_is_taken_from_the_pin(string marked, string mended)
    {
        const string Pin = """
            {
              "formatVersion": 1,
              "revision": "2025-06-18",
              "tools": [ { "name": "count", "inputSchema": {} }, { "name": "find", "inputSchema": {} } ],
              "prompts": [ { "name": "greet" } ],
              "resourceTemplates": [ { "name": "item", "uriTemplate": "shop://item/{id}" } ]
            }
            """;
        static string Contract(string body) => $"[McpClient(Pin = \"shop.mcp.json\")]\npublic partial interface IShop\n{{\n    {body}\n}}\n";
        var file = new MemoryText("shop.mcp.json", Pin);

        var result = await FixTest.RunAsync(Contract(marked), file);

        Assert.Equal(mended == "(no fix)" ? mended : Contract(mended), result);
        if (mended != "(no fix)")
        {
            ContractTest.Run(result);
            Assert.Empty(await PinTest.AnalyzeAsync(result, (file.Path, Pin)));
        }
    }

    [Fact]
    public void Each_id_has_one_fix_at_most()
        => Assert.Equal(
            ["MCPG1001", "MCPG1005", "MCPG1007", "MCPG1008", "MCPG1010", "MCPG1012", "MCPG1014", "MCPG2001", "MCPG2002", "MCPG2004", "MCPG4002"],
            FixTest.FixedIds.Order(StringComparer.Ordinal));
}
