using System.Text;
using System.Text.Json;
using Mcp.Protocol.Tests.Kit;
using Mcp.V2025_11_25;

namespace Mcp.Protocol.Tests;

/// <summary>Readers of System.Text.Json, whose bytes come in pieces, and errors as its callers expect them.</summary>
public sealed class JsonConverterTests
{
    private static readonly byte[] ToolsJson = Encoding.UTF8.GetBytes(
        """
        { "tools": [
            { "name": "w\u00e9ather", "inputSchema": { "type": [ "object", 1.50, -2e3, true, false, null, "a\"b" ] , "n":{}, "l":[] }, "x-new": [[{"a":1}]],
              "annotations": { "readOnlyHint": true }, "execution": { "taskSupport": "required" } },
            { "name": "broken", "inputSchema": 5, "icons": [ { "mimeType": "no source" } ], "title": 1 },
            { "inputSchema": { "type": "object" }, "name": "last", "icons": [ { "sizes": [] }, { "src": "data:," } ] }
          ],
          "nextCursor" : "2", "_meta": { "a/b": [ 1, 2 ] } }
        """);

    [Fact]
    public void It_reads_what_the_runtime_reads()
    {
        ListToolsResult expected = McpJson.Parse(ToolsJson).As<ListToolsResult>();

        AssertSame(expected, JsonSerializer.Deserialize(ToolsJson, McpJsonContext.Default.ListToolsResult)!);
    }

    [Fact]
    public void It_reads_input_that_is_split_anywhere()
    {
        ListToolsResult expected = McpJson.Parse(ToolsJson).As<ListToolsResult>();

        for (int at = 1; at < ToolsJson.Length; at++)
        {
            var reader = new Utf8JsonReader(Segments.Split(ToolsJson, at));
            AssertSame(expected, JsonSerializer.Deserialize(ref reader, McpJsonContext.Default.ListToolsResult)!);
            Assert.Equal(ToolsJson.Length, reader.BytesConsumed);
        }
    }

    [Fact]
    public async Task It_reads_a_stream_that_gives_one_byte_at_a_time()
    {
        ListToolsResult expected = McpJson.Parse(ToolsJson).As<ListToolsResult>();

        using Stream stream = Segments.Drip(ToolsJson);
        AssertSame(expected, (await JsonSerializer.DeserializeAsync(stream, McpJsonContext.Default.ListToolsResult))!);
    }

    [Fact]
    public async Task Items_of_a_streamed_list_come_one_by_one()
    {
        byte[] json = Encoding.UTF8.GetBytes("""[ {"type":"text","text":"a"}, {"type":"new","deep":[{}]} ]""");

        using Stream stream = Segments.Drip(json);
        List<ContentBlock?> parts = [];
        await foreach (ContentBlock? part in JsonSerializer.DeserializeAsyncEnumerable(stream, McpJsonContext.Default.ContentBlock))
            parts.Add(part);

        Assert.Equal([new TextContent { Text = "a" }, new UnknownContentBlock { Json = McpJson.Parse("""{"type":"new","deep":[{}]}""") }], parts);
    }

    [Theory]
    [InlineData("[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\"}]", "$[1]", "TextContent lacks its required member 'text'")]
    [InlineData("[{\"type\":\"text\",\"text\":1}]", "$[0]", "string: expected a string but found a number")]
    public void A_wrong_value_is_the_serializer_s_own_error_with_a_path(string json, string path, string message)
    {
        var error = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, typeof(List<ContentBlock>), McpJsonContext.Default));

        Assert.StartsWith(path, error.Path, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.IsType<McpPayloadException>(error.InnerException);
    }

    [Fact]
    public void A_value_that_has_no_json_is_the_serializer_s_own_error()
    {
        var tool = new Tool { Name = "x", InputSchema = default };

        Assert.Throws<JsonException>(() => JsonSerializer.Serialize(tool, McpJsonContext.Default.Tool));
        // The buffer that the failed attempt had is not lost to the next one.
        Assert.Equal("\"user\"", JsonSerializer.Serialize(Role.User, McpJsonContext.Default.Role));
    }

    private static void AssertSame(ListToolsResult expected, ListToolsResult actual)
    {
        Assert.Equal(expected, actual);
        Assert.Equal(expected.Rejected.Select(static item => (item.Member, item.Index, item.Value)), actual.Rejected.Select(static item => (item.Member, item.Index, item.Value)));
        Assert.Equal(2, actual.Rejected.Count);
    }
}
