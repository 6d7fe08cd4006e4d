using Mcp.V2025_11_25;

namespace Mcp.Protocol.Tests;

/// <summary>Shapes that only one revision has.</summary>
public sealed class ShapeTests
{
    private const string Task = """{"createdAt":"a","lastUpdatedAt":"b","status":"working","taskId":"t","ttl":null}""";

    [Fact]
    public void A_lifetime_without_a_limit_is_null_and_is_written()
    {
        McpTask task = McpJson.Parse(Task).As<McpTask>();

        Assert.Null(task.Ttl);
        Assert.Equal(Task, McpJson.From(task).ToString());
        Assert.Contains("\"ttl\":5", McpJson.From(task with { Ttl = 5 }).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_is_answered_with_its_result_or_with_a_task()
    {
        CallToolResponse result = McpJson.Parse("""{"content":[]}""").As<CallToolResponse>();
        CallToolResponse created = McpJson.Parse($$"""{"task":{{Task}}}""").As<CallToolResponse>();

        Assert.Empty(result.Result!.Content);
        Assert.Null(result.CreatedTask);
        Assert.Null(created.Result);
        Assert.Equal("t", created.CreatedTask!.Task.TaskId);
        Assert.Equal($$"""{"task":{{Task}}}""", McpJson.From(created).ToString());
    }

    [Fact]
    public void Bytes_are_decoded_when_asked_for()
    {
        var image = McpJson.Parse("""{"type":"image","data":"AQID","mimeType":"image/png"}""").As<ImageContent>();

        Assert.Equal("AQID", image.Data);
        Assert.Equal([1, 2, 3], image.DecodeData().ToArray());
        // Reading does not look into them: what is broken goes through as it came.
        Assert.Throws<McpPayloadException>(() => (image with { Data = "%" }).DecodeData());
        Assert.Equal([], new BlobResourceContents { Uri = "a:", Blob = "" }.DecodeBlob().ToArray());
    }

    [Fact]
    public void An_answer_that_is_neither_cannot_be_written() =>
        Assert.Throws<InvalidOperationException>(() => McpJson.From(default(CallToolResponse)));

    [Fact]
    public void Params_without_meta_in_the_schema_carry_it()
    {
        const string Json = """{"_meta":{"a/b":1},"taskId":"t"}""";

        Assert.Equal(Json, McpJson.From(McpJson.Parse(Json).As<GetTaskRequestParams>()).ToString());
        Assert.NotNull(McpJson.Parse("""{"_meta":{"a/b":1},"elicitationId":"e"}""").As<ElicitationCompleteNotificationParams>().Meta);
    }

    [Fact]
    public void A_whole_message_is_read_by_its_method()
    {
        AnyRequest request = McpJson.Parse("""{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"x"}}""").As<AnyRequest>();
        AnyRequest unknown = McpJson.Parse("""{"jsonrpc":"2.0","id":7,"method":"tools/forget"}""").As<AnyRequest>();

        var call = Assert.IsType<CallToolRequest>(request);
        Assert.Equal((7, "x"), (call.Id, call.Params.Name));
        Assert.IsType<UnknownAnyRequest>(unknown);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":"a","method":"ping"}""", typeof(JSONRPCRequest))]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/initialized"}""", typeof(JSONRPCNotification))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}}""", typeof(JSONRPCResultResponse))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"m"}}""", typeof(JSONRPCErrorResponse))]
    [InlineData("""{"jsonrpc":"1.0","id":1,"result":{}}""", typeof(UnknownJSONRPCMessage))]
    public void An_envelope_is_told_by_what_it_holds(string json, Type expected)
    {
        JSONRPCMessage message = McpJson.Parse(json).As<JSONRPCMessage>();

        Assert.IsType(expected, message);
        Assert.Equal(McpJson.Parse(json), McpJson.From(message));
    }

    [Fact]
    public void A_part_of_a_capability_is_an_interface_of_its_own()
    {
        Assert.Equal(["resources"], McpHandlers.Bind((IMcpServerHandler)new ListedResources()).Capabilities.Keys);
        Assert.Equal("{}", McpHandlers.Bind((IMcpServerHandler)new ListedResources()).Capabilities["resources"].ToString());
        Assert.Equal("""{"subscribe":true}""", McpHandlers.Bind((IMcpServerHandler)new WatchedResources()).Capabilities["resources"].ToString());
    }

    [Fact]
    public void An_object_that_answers_for_both_sides_is_bound_by_the_name_of_the_side()
    {
        var both = new BothSides();

        Assert.Equal(["roots"], McpHandlers.BindClient(both).Capabilities.Keys);
        Assert.Equal(["resources"], McpHandlers.BindServer(both).Capabilities.Keys);
    }

    [Fact]
    public void Parts_of_a_capability_add_up()
    {
        var table = new McpHandlerTable();

        table.Declare("tasks", McpJson.Parse("""{"list":1,"requests":{}}"""));
        table.Declare("tasks", "cancel", McpJson.EmptyObject);
        table.Declare("tasks", "list", McpJson.EmptyObject);
        table.Declare("tools", "listChanged", McpJson.Parse("true"));

        Assert.Equal("""{"requests":{},"cancel":{},"list":{}}""", table.Capabilities["tasks"].ToString());
        Assert.Equal("""{"listChanged":true}""", table.Capabilities["tools"].ToString());
    }

    private class ListedResources : IResourcesHandler
    {
        public ValueTask<ListResourcesResult> ListResourcesAsync(PaginatedRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) =>
            new(new ListResourcesResult { Resources = [] });

        public ValueTask<ListResourceTemplatesResult> ListResourceTemplatesAsync(
            PaginatedRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) => new(new ListResourceTemplatesResult { ResourceTemplates = [] });

        public ValueTask<ReadResourceResult> ReadResourceAsync(ReadResourceRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) =>
            new(new ReadResourceResult { Contents = [] });
    }

    private sealed class WatchedResources : ListedResources, IResourcesSubscribeHandler
    {
        public ValueTask<EmptyResult> SubscribeAsync(SubscribeRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) => new(new EmptyResult());

        public ValueTask<EmptyResult> UnsubscribeAsync(UnsubscribeRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) => new(new EmptyResult());
    }

    private sealed class BothSides : ListedResources, IRootsHandler
    {
        public ValueTask<ListRootsResult> ListRootsAsync(RequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) => new(new ListRootsResult { Roots = [] });
    }
}
