using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Kit;

namespace Mcp.Behaviour.Tests.Sessions;

/// <summary>Handlers that behave badly harm their own request and nothing else.</summary>
public sealed class HandlerTests
{
    [Fact]
    public async Task What_a_handler_does_when_it_is_cancelled_does_not_happen_on_the_reader()
    {
        var entered = new TaskCompletionSource();
        using var release = new ManualResetEventSlim();
        await using McpClient client = await ConnectAsync("2025-03-26", async (_, _, cancellationToken) =>
        {
            // Left registered: it runs after the wait below has ended.
            _ = cancellationToken.Register(() =>
            {
                release.Wait(TimeSpan.FromSeconds(60));
                throw new InvalidOperationException("on purpose");
            });
            entered.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            return RawHandlers.Text("never");
        });
        using var cancel = new CancellationTokenSource();
        Task<McpToolResult> given = client.CallToolAsync("x", cancellationToken: cancel.Token).AsTask();
        await entered.Task;
        var open = new McpCallOptions { Timeout = TimeSpan.FromSeconds(20) };

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        // The handler is still busy with its cancel: a reader that had to wait for it would take no further request.
        Assert.Single(await client.ListToolsAsync(open).ToListAsync());
        release.Set();
        Assert.Single(await client.ListToolsAsync(open).ToListAsync());
    }

    [Fact]
    public async Task An_error_that_cannot_be_written_is_answered_all_the_same()
    {
        await using McpClient client = await ConnectAsync("2025-03-26", static (_, _, _) =>
            throw new McpRequestException(-5, "cut in the middle of \ud83d"));

        for (int i = 0; i < 3; i++)
        {
            McpRemoteException error = await Assert.ThrowsAsync<McpRemoteException>(() => Guard.Soon(client.CallToolAsync("x").AsTask()));
            Assert.Equal(-5, error.Code);
        }
    }

    [Fact]
    public async Task A_result_with_a_name_that_is_no_text_fails_its_call_alone()
    {
        await using McpClient client = await ConnectAsync("2026-07-28", static (_, _, _) =>
            ValueTask.FromResult(McpJson.Parse("""{"\ud800aaaaaaaaaa":1,"content":[]}""")));

        McpPayloadException error = await Assert.ThrowsAsync<McpPayloadException>(() => Guard.Soon(client.CallToolAsync("x").AsTask()));

        Assert.Equal(McpDisposition.Sent, error.Disposition);
        Assert.Single(await client.ListToolsAsync().ToListAsync());
    }

    private static async Task<McpClient> ConnectAsync(string revision, Func<McpJson, McpRequestContext, CancellationToken, ValueTask<McpJson>> call)
    {
        McpHandlerTable table = RawHandlers.Server();
        table.Serve("tools/call", McpJson.Read, RawHandlers.Write, call);
        var server = new McpServer(new McpServerOptions { Handlers = { table }, Limits = { MaxPeerRequests = 2 } });
        var options = new McpClientOptions();
        options.ProtocolVersions.Add(McpRevision.Known.Single(known => known.Date == revision));
        return await McpClient.ConnectAsync(server.AsTransport(), options);
    }
}
