using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Kit;

namespace Mcp.Behaviour.Tests.Sessions;

/// <summary>More calls than may be in flight: each waits for its turn, and none is forgotten.</summary>
public sealed class WaitingForSlotTests
{
    private static readonly McpMethod<Action, McpJson> Written = new("tools/list", static (_, write) => write(), McpJson.Read);

    [Fact]
    public async Task No_waiting_call_is_forgotten_however_often_slots_change_hands()
    {
        await using McpClient client = await ConnectAsync(maxInFlight: 2);

        // Without a time limit a forgotten call would never end.
        var options = new McpCallOptions { Timeout = Timeout.InfiniteTimeSpan };
        Task all = Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 3_000; i++)
                await client.ListToolsAsync(options).ToListAsync();
        })));

        await all.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, client.InFlight);
    }

    [Fact]
    public async Task A_great_many_waiting_calls_end_with_their_client()
    {
        McpClient client = await ConnectAsync(maxInFlight: 1);
        Task[] calls = [.. Enumerable.Range(0, 50_000).Select(_ => client.CallToolAsync("wait").AsTask())];

        await Guard.Soon(client.DisposeAsync().AsTask());

        foreach (Task call in calls)
            await Assert.ThrowsAsync<McpConnectionException>(() => Guard.Soon(call));
        Assert.Equal(0, client.InFlight);
    }

    [Fact]
    public async Task A_call_that_cannot_be_written_leaves_its_slot_to_the_one_that_waits()
    {
        await using McpClient client = await ConnectAsync(maxInFlight: 1);
        using var writing = new ManualResetEventSlim();
        using var queued = new ManualResetEventSlim();
        Task faulty = Task.Run(async () => await client.InvokeAsync(Written, () =>
        {
            writing.Set();
            queued.Wait();
            throw new InvalidOperationException("no such value");
        }));
        writing.Wait();

        Task<List<McpTool>> next = client.ListToolsAsync(new McpCallOptions { Timeout = Timeout.InfiniteTimeSpan }).ToListAsync().AsTask();
        queued.Set();

        await Assert.ThrowsAsync<McpPayloadException>(() => Guard.Soon(faulty));
        Assert.Single(await Guard.Soon(next));
    }

    [Fact]
    public async Task A_call_that_waited_is_not_written_on_the_reader()
    {
        using var release = new SemaphoreSlim(0);
        McpHandlerTable table = RawHandlers.Server();
        table.Serve("tools/call", McpJson.Read, RawHandlers.Write, async (_, _, cancellationToken) =>
        {
            await release.WaitAsync(cancellationToken);
            return RawHandlers.Text("done");
        });
        await using McpClient client = await ConnectAsync(maxInFlight: 2, table);
        Task first = client.CallToolAsync("slow").AsTask();
        Task second = client.CallToolAsync("slow").AsTask();
        using var written = new ManualResetEventSlim();
        Task<McpJson> waiting = client.InvokeAsync(Written, () => Assert.True(written.Wait(TimeSpan.FromSeconds(20)))).AsTask();

        // The first answer makes room for the call that waits; the reader must be free to take the second one while that call is written.
        release.Release(2);
        await Guard.Soon(Task.WhenAll(first, second));
        written.Set();

        await Guard.Soon(waiting);
    }

    private static async Task<McpClient> ConnectAsync(int maxInFlight, McpHandlerTable? table = null)
    {
        var server = new McpServer(new McpServerOptions { Handlers = { table ?? RawHandlers.Server() } });
        return await McpClient.ConnectAsync(server.AsTransport(), new McpClientOptions { Limits = { MaxInFlight = maxInFlight } });
    }
}
