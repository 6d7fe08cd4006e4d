using Mcp.Runtime.Tests.Kit;
using Mcp.Transports;

namespace Mcp.Runtime.Tests.Sessions;

/// <summary>A call that was refused for its headers while the tools are listed to learn them.</summary>
public sealed class MissingHeaderTests
{
    private static readonly McpMethod<McpJson, McpJson> CallTool = new("tools/call", static (writer, value) => writer.WriteJson(value), McpJson.Read);

    [Fact]
    public async Task The_calls_own_time_limit_counts_while_the_tools_are_listed()
    {
        using var hand = new HandSession(stateless: true, wrap: static inner => new Exchanges(inner));
        Task<McpJson> call = hand.Session.Peer.InvokeAsync(CallTool, McpJson.Parse("""{"name":"x"}""")).AsTask();
        hand.Advance(30);
        hand.Input.Feed("""{"jsonrpc":"2.0","id":1024,"error":{"code":-32020,"message":"headers"}}""");
        hand.Scheduler.RunAll();
        Assert.Contains("tools/list", hand.Frames[^1], StringComparison.Ordinal);

        hand.Advance(30);

        McpTimeoutException error = await Assert.ThrowsAsync<McpTimeoutException>(() => call);
        Assert.Equal(("tools/call", 60, McpDisposition.Sent), (error.Method, error.Elapsed.TotalSeconds, error.Disposition));
        Assert.Contains("headers", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A pipe that passes for one exchange per request.</summary>
    private sealed class Exchanges(IConnection inner) : IConnection
    {
        public bool HasExchanges => true;

        public Task<McpCloseInfo> Closed => inner.Closed;

        public void Start(IFrameSink sink) => inner.Start(sink);

        public void Send(in OutboundFrame frame) => inner.Send(frame);

        public void Abandon(int requestId) => inner.Abandon(requestId);

        public void OnNegotiated(McpRevision revision) => inner.OnNegotiated(revision);

        public Task CloseAsync() => inner.CloseAsync();

        public void Abort(McpCloseInfo reason) => inner.Abort(reason);
    }
}
