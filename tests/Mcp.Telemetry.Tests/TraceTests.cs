using System.Diagnostics;
using Mcp.Telemetry.Tests.Kit;

namespace Mcp.Telemetry.Tests;

[Collection(Listening.Name)]
public sealed class TraceTests
{
    private static readonly McpMethod<McpJson, McpJson> ToolCall = new("tools/call", static (writer, value) => writer.WriteJson(value), McpJson.Read);

    public static TheoryData<string> Eras => new("2025-03-26", "2026-07-28");

    [Theory]
    [MemberData(nameof(Eras))]
    public async Task The_servers_span_is_the_child_of_the_clients_and_that_of_the_callers(string date)
    {
        using var spans = new Spans();
        await using McpClient client = await Server.ConnectAsync(Server.Create(), Revision(date));

        using (Activity? outer = Spans.App.StartActivity("outer"))
        {
            await client.CallToolAsync("good");
            Assert.Same(outer, Activity.Current);
        }

        Activity caller = spans.Single(ActivityKind.Internal, "outer");
        Activity sent = spans.Single(ActivityKind.Client, "tools/call good");
        Activity served = spans.Single(ActivityKind.Server, "tools/call good");
        Assert.Equal(caller.SpanId, sent.ParentSpanId);
        Assert.Equal(sent.SpanId, served.ParentSpanId);
        Assert.Equal(caller.TraceId, served.TraceId);
        Assert.Equal("good", sent.GetTagItem("gen_ai.tool.name"));
        Assert.Equal(date, sent.GetTagItem("mcp.protocol.version"));
        Assert.NotNull(sent.GetTagItem("jsonrpc.request.id"));
        Assert.Equal(ActivityStatusCode.Unset, sent.Status);
    }

    [Fact]
    public async Task A_handlers_own_spans_are_children_of_the_request()
    {
        using var spans = new Spans();
        await using McpClient client = await Server.ConnectAsync(Server.Create((_, _) => Spans.App.StartActivity("inner")!.Dispose()));

        await client.CallToolAsync("good");

        Assert.Equal(spans.Single(ActivityKind.Server, "tools/call good").SpanId, spans.Single(ActivityKind.Internal, "inner").ParentSpanId);
    }

    [Theory]
    [InlineData("bad", "tool_error")]
    [InlineData("none", "-32602")]
    public async Task A_failed_call_is_a_failed_span(string tool, string error)
    {
        using var spans = new Spans();
        await using McpClient client = await Server.ConnectAsync(Server.Create());

        try
        {
            await client.CallToolAsync(tool);
        }
        catch (McpRemoteException)
        {
            // The span is what is looked at.
        }

        foreach (ActivityKind side in new[] { ActivityKind.Client, ActivityKind.Server })
        {
            Activity span = spans.Single(side, $"tools/call {tool}");
            Assert.Equal(ActivityStatusCode.Error, span.Status);
            Assert.Equal(error, span.GetTagItem("error.type"));
        }
    }

    [Fact]
    public async Task A_tool_span_that_is_there_already_is_used()
    {
        using var spans = new Spans();
        await using McpClient client = await Server.ConnectAsync(Server.Create());

        using (Activity? outer = Spans.App.StartActivity("execute_tool good"))
        {
            outer!.SetTag("gen_ai.operation.name", "execute_tool");
            await client.CallToolAsync("good");
            Assert.Same(outer, Activity.Current);
            Assert.False(outer.IsStopped);
        }

        Activity tool = spans.Single(ActivityKind.Internal, "execute_tool good");
        Assert.Equal("tools/call", tool.GetTagItem("mcp.method.name"));
        Assert.Equal(0, spans.Count(ActivityKind.Client, "tools/call good"));
        Assert.Equal(tool.SpanId, spans.Single(ActivityKind.Server, "tools/call good").ParentSpanId);
    }

    [Fact]
    public async Task The_trace_travels_in_meta_and_a_callers_own_is_not_doubled()
    {
        using var spans = new Spans();
        McpJson meta = default;
        await using McpClient client = await Server.ConnectAsync(Server.Create((_, parameters) => parameters.TryGetProperty("_meta", out meta)));

        await client.CallToolAsync("good", options: new McpCallOptions
        {
            Meta = new Dictionary<string, McpJson> { ["traceparent"] = McpJson.FromString("mine"), ["x"] = McpJson.FromString("y") },
        });

        Activity sent = spans.Single(ActivityKind.Client, "tools/call good");
        Assert.Equal($$"""{"traceparent":"{{sent.Id}}","x":"y"}""", meta.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_after_the_end_of_the_callers_span_have_spans_of_their_own(bool flowSuppressed)
    {
        using var spans = new Spans();
        await using McpClient client = await Server.ConnectAsync(Server.Create());
        Activity outer = Spans.App.StartActivity("outer")!;
        // It ends elsewhere, so here it stays the current one.
        ExecutionContext.Run(ExecutionContext.Capture()!, _ => outer.Stop(), null);

        for (int call = 0; call < 2; call++)
        {
            AsyncFlowControl? suppressed = flowSuppressed ? ExecutionContext.SuppressFlow() : null;
            ValueTask<McpJson> calling = client.InvokeAsync(ToolCall, McpJson.Parse("""{"name":"good"}"""));
            Assert.Same(outer, Activity.Current);
            suppressed?.Undo();
            await calling;
        }

        Assert.Equal([outer.SpanId, outer.SpanId], spans.All(ActivityKind.Client, "tools/call good").Select(span => span.ParentSpanId));
    }

    [Fact]
    public async Task A_trace_goes_on_beyond_a_call_that_has_no_span()
    {
        using var spans = new Spans(samplesOurs: false);
        McpJson meta = default;
        await using McpClient client = await Server.ConnectAsync(Server.Create((_, parameters) => parameters.TryGetProperty("_meta", out meta)));

        using Activity outer = Spans.App.StartActivity("outer")!;
        await client.CallToolAsync("good");

        Assert.Equal($$"""{"traceparent":"{{outer.Id}}"}""", meta.ToString());
    }

    [Fact]
    public async Task Without_a_listener_nothing_is_sent_along()
    {
        bool hasMeta = true;
        await using McpClient client = await Server.ConnectAsync(Server.Create((_, parameters) => hasMeta = parameters.TryGetProperty("_meta", out McpJson _)));

        using (new Activity("ambient").Start())
            await client.CallToolAsync("good");

        Assert.False(hasMeta);
    }

    private static McpRevision Revision(string date) => McpRevision.Known.Single(known => known.Date == date);
}
