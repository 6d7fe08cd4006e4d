using System.Diagnostics;
using System.Globalization;
using Mcp.Behaviour.Tests.Faults.Kit;

namespace Mcp.Behaviour.Tests.Faults;

/// <summary>A caller that gives up before, while and after its frame leaves, and in the very moment its answer comes.</summary>
public sealed class CancelTests
{
    [Fact]
    [Trait("Row", "18")]
    public async Task A_call_that_is_given_up_before_it_is_written_is_never_seen()
    {
        await using var child = new FaultChild("serve");
        await child.ConnectAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => child.CallAsync(cancellationToken: new CancellationToken(canceled: true)));

        await child.TheNextCallWorksAsync();
        Assert.Equal(["initialize", "notifications/initialized", "tools/call"], child.Journal.Methods(1));
    }

    [Fact]
    [Trait("Row", "18")]
    public async Task A_call_that_is_given_up_while_it_is_written_leaves_whole_and_is_cancelled()
    {
        await using var child = new FaultChild("serve --only 2; shuffle 2; serve");
        McpClient client = await child.ConnectAsync();
        using var cancel = new CancellationTokenSource();
        string large = new('x', 4 << 20);

        // A stopped process reads nothing: far less than this fits into the pipe.
        await SignalAsync(child, "STOP");
        Task<McpToolResult> call = client.CallToolAsync("echo", McpJson.Parse($$"""{"message":"{{large}}"}"""), cancellationToken: cancel.Token).AsTask();
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Guard.Soon(call));
        Task<string> next = child.EchoAsync("next");
        await SignalAsync(child, "CONT");

        Assert.Equal("next", await next);
        IReadOnlyList<Received> received = child.Journal.OfLife(1);
        Assert.Equal(["initialize", "notifications/initialized", "tools/call", "notifications/cancelled", "tools/call"], received.Select(message => message.Method));
        Assert.Equal(large.Length + 2, received[2].At("params", "arguments", "message")!.Length);
        Assert.Equal(received[2].Id, received[3].At("params", "requestId"));
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    [Trait("Row", "19")]
    public async Task A_cancel_that_races_its_answer_gives_one_of_the_two()
    {
        const int Races = 500;
        await using var child = new FaultChild("serve");
        await child.ConnectAsync();
        int answered = 0;
        for (int i = 0; i < Races; i++)
        {
            using var cancel = new CancellationTokenSource();
            Task<McpToolResult> call = child.CallAsync(cancellationToken: cancel.Token);
            Task canceller = Task.Run(() =>
            {
                Thread.SpinWait(100 * (i % 100));
                cancel.Cancel();
            });
            try
            {
                Assert.Equal("special", (await call).Text);
                answered++;
            }
            catch (OperationCanceledException error)
            {
                Assert.Equal(cancel.Token, error.CancellationToken);
            }

            await canceller;
        }

        await child.TheNextCallWorksAsync();
        Assert.Equal(1, child.Journal.Lives);
        // The server answers everything it got: what nobody waited for any more was dropped, and matched to no later call.
        int served = child.Journal.Methods(1).Count(method => method == "tools/call");
        Assert.Equal(served - answered - 1, child.Log.Count(EventLog.LateResponse));
    }

    private static async Task SignalAsync(FaultChild child, string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", child.ProcessIds[^1].ToString(CultureInfo.InvariantCulture)]);
        await Guard.Soon(kill.WaitForExitAsync());
        Assert.Equal(0, kill.ExitCode);
    }
}
