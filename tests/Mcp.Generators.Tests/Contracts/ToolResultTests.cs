using System.Reflection;

namespace Mcp.Generators.Tests.Contracts;

/// <summary>What a method returns for what a tool answers, for every kind of return type.</summary>
public sealed class ToolResultTests
{
    private static readonly Assembly App = ContractTest.Load("""
        namespace App;

        public enum Color { Red, [JsonStringEnumMemberName("sky-blue")] Blue }

        public sealed record Item(string Name, int? Count = null);

        [McpClient]
        public partial interface ITools
        {
            Task NothingAsync();
            ValueTask NothingValueAsync();
            Task<string> TextAsync();
            Task<int> IntAsync();
            Task<byte> ByteAsync();
            Task<ulong> ULongAsync();
            Task<float> FloatAsync();
            Task<decimal> DecimalAsync();
            ValueTask<bool> BoolAsync();
            Task<Color> ColorAsync();
            Task<Guid> GuidAsync();
            Task<DateTime> DateTimeAsync();
            Task<DateTimeOffset> DateTimeOffsetAsync();
            Task<DateOnly> DateOnlyAsync();
            Task<TimeOnly> TimeOnlyAsync();
            Task<TimeSpan> TimeSpanAsync();
            Task<Uri> UriAsync();
            Task<char> CharAsync();
            Task<Item> ItemAsync();
            Task<List<Item>> ItemsAsync();
            Task<HashSet<int>> SetAsync();
            Task<List<int?>> HolesAsync();
            Task<Dictionary<string, Item?>> MapAsync();
            Task<byte[]> BytesAsync();
            Task<ReadOnlyMemory<byte>> MemoryAsync();
            Task<McpJson> JsonAsync();
            Task<McpToolResult> RawAsync();
            Task<McpToolResult<Item>> TypedAsync();
            Task<McpToolResult<string>> TypedTextAsync();
        }

        public static class Show
        {
            public static string Of(object? value) => value switch
            {
                null => "null",
                string text => text,
                byte[] bytes => Convert.ToHexString(bytes),
                ReadOnlyMemory<byte> bytes => Convert.ToHexString(bytes.Span),
                System.Collections.IDictionary map => string.Join(",", map.Keys.Cast<object>().Select(key => $"{key}={Of(map[key])}")),
                System.Collections.IEnumerable items => string.Join(",", items.Cast<object?>().Select(Of)),
                McpToolResult<Item> result => $"{result.IsError}:{result.Value?.Name}:{result.Text}",
                McpToolResult<string> result => $"{result.IsError}:{result.Value}:{result.Text}",
                McpToolResult result => $"{result.IsError}:{result.Text}",
                DateTime time => time.ToString("O"),
                DateTimeOffset time => time.ToString("O"),
                DateOnly date => date.ToString("O"),
                TimeOnly time => time.ToString("O"),
                IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
                _ => value.ToString()!,
            };
        }
        """.Replace("namespace App;", "using System.Linq;\nnamespace App;", StringComparison.Ordinal));

    [Theory]
    [InlineData("Nothing", """{"content":[]}""", "")]
    [InlineData("NothingValue", """{"content":[]}""", "")]
    [InlineData("Text", """{"content":[{"type":"text","text":"a"},{"type":"image","data":"","mimeType":""},{"type":"text","text":"b"}]}""", "a\nb")]
    [InlineData("Text", """{"content":[{"type":"text","text":"told"}],"structuredContent":{"result":"meant"}}""", "meant")]
    [InlineData("Text", """{"content":[{"type":"text","text":"told"}],"structuredContent":{"other":1}}""", "told")]
    [InlineData("Int", """{"content":[],"structuredContent":{"result":-7}}""", "-7")]
    [InlineData("Int", """{"content":[],"structuredContent":8}""", "8")]
    [InlineData("Int", """{"content":[{"type":"text","text":"9"}]}""", "9")]
    [InlineData("Byte", """{"content":[{"type":"text","text":"255"}]}""", "255")]
    [InlineData("ULong", """{"content":[{"type":"text","text":"18446744073709551615"}]}""", "18446744073709551615")]
    [InlineData("Float", """{"content":[{"type":"text","text":"0.5"}]}""", "0.5")]
    [InlineData("Decimal", """{"content":[{"type":"text","text":"1.10"}]}""", "1.10")]
    [InlineData("Bool", """{"content":[],"structuredContent":{"result":true}}""", "True")]
    [InlineData("Color", """{"content":[{"type":"text","text":"sky-blue"}]}""", "Blue")]
    [InlineData("Color", """{"content":[],"structuredContent":{"result":"red"}}""", "Red")]
    [InlineData("Guid", """{"content":[{"type":"text","text":"0f8fad5b-d9cb-469f-a165-70867728950e"}]}""", "0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("DateTime", """{"content":[{"type":"text","text":"2026-11-21T05:06:07.1Z"}]}""", "2026-11-21T05:06:07.1000000Z")]
    [InlineData("DateTimeOffset", """{"content":[{"type":"text","text":"\"2026-11-21T05:06:07+02:00\""}]}""", "2026-11-21T05:06:07.0000000+02:00")]
    [InlineData("DateOnly", """{"content":[{"type":"text","text":"2026-11-21"}]}""", "2026-11-21")]
    [InlineData("TimeOnly", """{"content":[{"type":"text","text":"05:06:07"}]}""", "05:06:07.0000000")]
    [InlineData("TimeSpan", """{"content":[{"type":"text","text":"-1.02:03:04.5000000"}]}""", "-1.02:03:04.5000000")]
    [InlineData("Uri", """{"content":[{"type":"text","text":"demo://x/1"}]}""", "demo://x/1")]
    [InlineData("Char", """{"content":[{"type":"text","text":"5"}]}""", "5")]
    [InlineData("Item", """{"content":[{"type":"text","text":"prose"}],"structuredContent":{"name":"n","count":2}}""", "Item { Name = n, Count = 2 }")]
    [InlineData("Item", """{"content":[{"type":"text","text":"{\"name\":\"n\"}"}]}""", "Item { Name = n, Count =  }")]
    [InlineData("Items", """{"content":[],"structuredContent":{"result":[{"name":"a"},{"name":"b"}]}}""", "Item { Name = a, Count =  },Item { Name = b, Count =  }")]
    [InlineData("Items", """{"content":[{"type":"text","text":"[{\"name\":\"a\"}]"}]}""", "Item { Name = a, Count =  }")]
    [InlineData("Set", """{"content":[],"structuredContent":{"result":[1,1,2]}}""", "1,2")]
    [InlineData("Holes", """{"content":[],"structuredContent":{"result":[1,null,2]}}""", "1,null,2")]
    [InlineData("Map", """{"content":[],"structuredContent":{"result":{"name":"r"},"b":null}}""", "result=Item { Name = r, Count =  },b=null")]
    [InlineData("Bytes", """{"content":[{"type":"text","text":"see"},{"type":"image","data":"AQI=","mimeType":"image/png"}]}""", "0102")]
    [InlineData("Bytes", """{"content":[{"type":"resource","resource":{"uri":"a:b","blob":"/w=="}}]}""", "FF")]
    [InlineData("Memory", """{"content":[{"type":"audio","data":"AQI=","mimeType":"audio/wav"}]}""", "0102")]
    [InlineData("Json", """{"content":[],"structuredContent":{"result":1}}""", """{"result":1}""")]
    [InlineData("Raw", """{"content":[{"type":"text","text":"no"}],"isError":true}""", "True:no")]
    [InlineData("Typed", """{"content":[{"type":"text","text":"no"}],"isError":true}""", "True::no")]
    [InlineData("Typed", """{"content":[{"type":"text","text":"yes"}],"structuredContent":{"name":"n"}}""", "False:n:yes")]
    [InlineData("TypedText", """{"content":[{"type":"text","text":"yes"}]}""", "False:yes:yes")]
    [InlineData("TypedText", """{"content":[{"type":"text","text":"no"}],"isError":true}""", "True::no")]
    public async Task An_answer_becomes_what_the_method_returns(string method, string answer, string expected)
        => Assert.Equal(expected, await CallAsync(method, answer));

    /// <summary>The tool, the type that was expected, what came, and where.</summary>
    [Theory]
    [InlineData("Item", """{"content":[{"type":"text","text":"sunny"}]}""", "Tool 'item' did not answer with Item: it sent no structuredContent, and the text 'sunny' is no JSON.")]
    [InlineData("Item", """{"content":[]}""", "and no text is no JSON.")]
    [InlineData("Items", """{"content":[],"structuredContent":{"result":[{"name":"a"},{"name":5}]}}""", "Tool 'items' did not answer with List<Item>: $.structuredContent.result[1].name is a number where a string was expected.")]
    [InlineData("Items", """{"content":[{"type":"text","text":"[{\"name\":\"a\"},{\"count\":1}]"}]}""", "$[1] lacks its required member 'name'.")]
    [InlineData("Int", """{"content":[{"type":"text","text":"{\"a\":1}"}]}""", "Tool 'int' did not answer with Int32: $ is an object where a whole number was expected.")]
    [InlineData("Byte", """{"content":[{"type":"text","text":"256"}]}""", "$ is a number where a whole number from 0 to 255 was expected.")]
    [InlineData("Color", """{"content":[{"type":"text","text":"green"}]}""", "$ is a string where one of red, sky-blue was expected.")]
    [InlineData("Guid", """{"content":[{"type":"text","text":"x"}]}""", "$ is a string where a GUID was expected.")]
    [InlineData("Bytes", """{"content":[{"type":"text","text":"x"}]}""", "Tool 'bytes' did not answer with Byte[]: it sent no picture, no sound and no binary resource.")]
    public async Task An_answer_that_does_not_fit_is_told_in_full(string method, string answer, string message)
    {
        var error = await Assert.ThrowsAsync<McpPayloadException>(() => CallAsync(method, answer));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(McpDisposition.Sent, error.Disposition);
    }

    [Theory]
    [InlineData("Nothing")]
    [InlineData("Text")]
    [InlineData("Item")]
    [InlineData("Bytes")]
    public async Task A_failure_of_the_tool_is_an_exception(string method)
        => Assert.Equal(
            "no",
            (await Assert.ThrowsAsync<McpToolException>(() => CallAsync(method, """{"content":[{"type":"text","text":"no"}],"isError":true}"""))).Text);

    private static async Task<string> CallAsync(string method, string answer)
    {
        var contract = App.GetType("App.ITools")!;
        var tools = contract.GetMethod("Over")!.Invoke(null, [new EncodingCaller(answer)]);
        var returned = contract.GetMethod(method + "Async")!.Invoke(tools, null)!;
        var task = returned as Task ?? (Task)returned.GetType().GetMethod("AsTask")!.Invoke(returned, null)!;
        await task;
        var result = contract.GetMethod(method + "Async")!.ReturnType.IsGenericType ? task.GetType().GetProperty("Result")!.GetValue(task) : "";
        return (string)App.GetType("App.Show")!.GetMethod("Of")!.Invoke(null, [result])!;
    }
}
