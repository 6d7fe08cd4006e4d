using System.Reflection;

namespace Mcp.Generators.Tests.Contracts;

/// <summary>Prompts and resources as methods.</summary>
public sealed class PromptAndResourceTests
{
    private static readonly Assembly App = ContractTest.Load("""
        namespace App;

        public sealed record Item(string Name);

        [McpClient]
        public partial interface IServer
        {
            [McpPrompt("greet")] Task<string> GreetAsync(string name, string? style = null);
            [McpPrompt] Task<string> WriteCodeAsync();
            [McpPrompt("greet_messages")] Task<IReadOnlyList<McpPromptMessage>> GreetMessagesAsync(string name);
            [McpPrompt("greet_result")] Task<McpPromptResult> GreetResultAsync(string name);
            [McpResource("demo://contents")] Task<IReadOnlyList<McpResourceContents>> ContentsAsync();
            [McpResource("demo://plain")] Task<string> PlainAsync();
            [McpResource("demo://x/{id}")] Task<string> OneAsync(int id);
            [McpResource("demo://bytes/{+path}{?page,size}")] Task<byte[]> BytesAsync(string path, int? page = null, long? size = null);
            [McpResource("demo://item/{a,b}")] Task<Item> ItemAsync(string a, string b);
            [McpResource("demo://json{/a,b}{.c}{;d}{&e}{#f}")] Task<McpJson> JsonAsync(string a, string? b, string c, string d, bool e, Guid f);
            [McpResource("demo://memory/{id}\"ü")] ValueTask<ReadOnlyMemory<byte>> MemoryAsync(string id);
        }

        public static class Calls
        {
            public static async Task<string> Greet(McpCaller caller) => await IServer.Over(caller).GreetAsync("Ada");
            public static async Task<string> Code(McpCaller caller) => await IServer.Over(caller).WriteCodeAsync();
            public static async Task<string> Messages(McpCaller caller) => (await IServer.Over(caller).GreetMessagesAsync("Ada"))[1].Content.Text!;
            public static async Task<string> Result(McpCaller caller) => (await IServer.Over(caller).GreetResultAsync("Ada")).Description!;
            public static async Task<string> Contents(McpCaller caller) => (await IServer.Over(caller).ContentsAsync())[0].Text!;
            public static async Task<string> Plain(McpCaller caller) => await IServer.Over(caller).PlainAsync();
            public static async Task<string> One(McpCaller caller) => await IServer.Over(caller).OneAsync(5);
            public static async Task<string> Bytes(McpCaller caller) => Convert.ToHexString(await IServer.Over(caller).BytesAsync("a/b c%20d%zz", null, 7));
            public static async Task<string> NoBytes(McpCaller caller) => Convert.ToHexString(await IServer.Over(caller).BytesAsync("a"));
            public static async Task<string> Item(McpCaller caller) => (await IServer.Over(caller).ItemAsync("ü/1", "2")).Name;
            public static async Task<string> Json(McpCaller caller) => (await IServer.Over(caller).JsonAsync("1", null, "2", "", true, Guid.Empty)).ToString();
            public static async Task<string> Memory(McpCaller caller) => Convert.ToHexString((await IServer.Over(caller).MemoryAsync("x")).Span);
        }
        """);

    [Theory]
    [InlineData("Greet", """{"name":"greet","arguments":{"name":"Ada"}}""", """{"messages":[{"role":"user","content":{"type":"text","text":"a"}},{"role":"user","content":{"type":"image"}},{"role":"assistant","content":{"type":"text","text":"b"}}]}""", "a\nb")]
    [InlineData("Code", """{"name":"write_code","arguments":{}}""", """{"messages":[]}""", "")]
    [InlineData("Messages", """{"name":"greet_messages","arguments":{"name":"Ada"}}""", """{"messages":[{"role":"user","content":{"type":"text","text":"a"}},{"role":"user","content":{"type":"text","text":"b"}}]}""", "b")]
    [InlineData("Result", """{"name":"greet_result","arguments":{"name":"Ada"}}""", """{"messages":[],"description":"d"}""", "d")]
    public async Task A_prompt_is_got(string call, string sent, string answer, string expected)
    {
        var caller = new EncodingCaller(answer);

        Assert.Equal(expected, await CallAsync(call, caller));
        Assert.Equal("prompts/get " + sent, caller.Sent);
    }

    [Theory]
    [InlineData("Plain", "demo://plain", """{"uri":"u","text":"a"},{"uri":"v","text":"b"}""", "a\nb")]
    [InlineData("Contents", "demo://contents", """{"uri":"u","text":"a"}""", "a")]
    [InlineData("One", "demo://x/5", """{"uri":"u","text":"a"}""", "a")]
    [InlineData("Bytes", "demo://bytes/a/b%20c%20d%25zz?size=7", """{"uri":"u","text":"a"},{"uri":"u","blob":"AQI="}""", "0102")]
    [InlineData("NoBytes", "demo://bytes/a", """{"uri":"u","text":"a"}""", "61")]
    [InlineData("Item", "demo://item/%C3%BC%2F1,2", """{"uri":"u","text":"{\"name\":\"n\"}"}""", "n")]
    [InlineData("Json", "demo://json/1.2;d&e=true#00000000-0000-0000-0000-000000000000", """{"uri":"u","text":"[1]"}""", "[1]")]
    [InlineData("Memory", "demo://memory/x%22%C3%BC", """{"uri":"u","blob":"AQI="}""", "0102")]
    public async Task A_resource_is_read(string call, string uri, string contents, string expected)
    {
        var caller = new EncodingCaller($$"""{"contents":[{{contents}}]}""");

        Assert.Equal(expected, await CallAsync(call, caller));
        Assert.Equal($$"""resources/read {"uri":"{{uri}}"}""", caller.Sent);
    }

    [Theory]
    [InlineData("One", """{"uri":"u","blob":"AQI="}""", "Resource 'demo://x/{id}' cannot be read as String: it holds no text.")]
    [InlineData("Item", """{"uri":"u","text":"prose"}""", "Resource 'demo://item/{a,b}' cannot be read as Item: its text is no JSON.")]
    [InlineData("Item", """{"uri":"u","text":"{\"name\":1}"}""", "Resource 'demo://item/{a,b}' cannot be read as Item: $.name is a number where a string was expected.")]
    public async Task Contents_that_do_not_fit_are_told_in_full(string call, string contents, string message)
        => Assert.Contains(
            message,
            (await Assert.ThrowsAsync<McpPayloadException>(() => CallAsync(call, new EncodingCaller($$"""{"contents":[{{contents}}]}""")))).Message,
            StringComparison.Ordinal);

    private static async Task<string> CallAsync(string call, McpCaller caller)
        => await App.GetType("App.Calls")!.GetMethod(call)!.CreateDelegate<Func<McpCaller, Task<string>>>()(caller);
}
