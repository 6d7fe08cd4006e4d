using System.Text;
using Mcp.Behaviour.Tests.Kit;
using Mcp.Options;

namespace Mcp.Behaviour.Tests.Simulation;

/// <summary>The story of one client, pool or group: it connects, makes calls of every kind at once, and each ends as the server's memory allows.</summary>
internal sealed class SimClient(int index, SimServer server, SimTransport transport, SimClock clock, RuntimeServices services, Random chance, StringBuilder trace)
{
    private static readonly McpMethod<McpJson, McpJson> List = new("tools/list", RawHandlers.Write, McpJson.Read);

    private readonly Dictionary<int, List<int>> _notes = [];
    private readonly HashSet<int> _answered = [];
    private ISimCaller _client = null!;
    private bool _leaving;

    public SimTransport Transport => transport;

    public async Task RunAsync(McpRevision revision)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(100)), clock);
        await ConnectAsync(revision);
        Task listening = ListenAsync(_client.Subscribe());
        Task changing = _client.ChangeAsync();
        bool leavesEarly = chance.Next(6) == 0;
        Task[] calls = [.. Enumerable.Range(0, 8).Select(i => CallAsync((index * 100) + i))];
        if (leavesEarly)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(300)), clock);
            _leaving = true;
            await _client.DisposeAsync();
        }

        await Task.WhenAll(calls);
        // Whatever happened, the next call works.
        if (!leavesEarly)
            Assert.Single(await _client.CallerOf(0).ListToolsAsync().ToListAsync());
        await changing;
        await _client.DisposeAsync();
        await listening;
        Assert.Equal(0, _client.InFlight);
        Assert.All(_notes, notes => Assert.Equal(notes.Value.Order(), notes.Value));
        if (!_client.HearsAll)
            return;
        Assert.All(_notes, notes => Assert.Equal(Enumerable.Range(1, notes.Value.Count), notes.Value));
        Assert.All(_answered, call => Assert.Equal(3, _notes[call].Count));
    }

    /// <summary>A first connect that meets a cut or a dead server fails, and may be tried again.</summary>
    private async Task ConnectAsync(McpRevision revision)
    {
        McpHandlerTable table = RawHandlers.Sampling("unused");
        table.Serve("sampling/createMessage", McpJson.Read, RawHandlers.Write, SampleAsync);
        // However unlucky, no client is without a connection for as long as a call waits for one.
        var options = new McpClientOptions { Handlers = { table }, RetryBudget = 1_000, Reconnect = new McpReconnectOptions { MaxAttempts = 100, BackoffMax = TimeSpan.FromSeconds(1) } };
        options.ProtocolVersions.Add(revision);
        while (true)
        {
            try
            {
                _client = await ISimCaller.ConnectAsync(transport, options, services, clock, chance);
                Assert.Equal(revision, _client.CallerOf(0).Revision);
                return;
            }
            catch (Exception error) when (error is McpConnectionException or McpGroupException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), clock);
            }
        }
    }

    private async Task ListenAsync(McpSubscription? subscription)
    {
        if (subscription is null)
            return;
        await foreach (McpNotification notification in subscription)
        {
            notification.Params.TryGetProperty("data", out McpJson data);
            int[] parts = [.. data.ToString().Trim('[', ']').Split(',').Select(int.Parse)];
            if (!_notes.TryGetValue(parts[0], out List<int>? seen))
                _notes[parts[0]] = seen = [];
            seen.Add(parts[1]);
        }
    }

    private async Task CallAsync(int number)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(300)), clock);
        int kind = chance.Next(SimCall.Kinds);
        var cancel = new CancellationTokenSource();
        if (kind == SimCall.Cancelled)
            clock.After(TimeSpan.FromMilliseconds(chance.Next(60)), cancel.Cancel);
        var progress = new Recorder();
        string outcome;
        try
        {
            outcome = kind == SimCall.Listing ? await ListAsync(number) : await WorkAsync(number, kind, progress, cancel.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Equal(SimCall.Cancelled, kind);
            outcome = "cancelled";
        }
        catch (McpRemoteException refusal)
        {
            Assert.Equal((SimCall.Refused, $"refused {number}"), (kind, refusal.Message.Contains($"refused {number}", StringComparison.Ordinal) ? $"refused {number}" : refusal.Message));
            outcome = "refused";
        }
        catch (McpTimeoutException late)
        {
            Assert.Equal(SimCall.Endless, kind);
            outcome = Check("late", late.Disposition, number);
        }
        catch (McpConnectionException lost)
        {
            // A list is asked for again, unless nobody is left to ask.
            Assert.True(kind != SimCall.Listing || _leaving, "a list was lost");
            outcome = Check("lost", lost.Disposition, number);
        }

        Assert.Equal(Enumerable.Range(1, progress.Reports.Count).Select(i => (double)i), progress.Values);
        trace.Append(clock.GetTimestamp()).Append(' ').Append(number).Append(' ').Append(kind).Append(' ').AppendLine(outcome);
    }

    private async Task<string> ListAsync(int number)
    {
        Assert.Single(await _client.CallerOf(number).ListToolsAsync().ToListAsync());
        return "listed";
    }

    private async Task<string> WorkAsync(int number, int kind, Recorder progress, CancellationToken cancellationToken)
    {
        var options = new McpCallOptions
        {
            Progress = kind == SimCall.Progressing ? progress : null,
            Affinity = number % 3 == 0 ? $"{number % 2}" : null,
            Timeout = kind == SimCall.Endless ? TimeSpan.FromMilliseconds(chance.Next(50, 500)) : null,
        };
        McpToolResult result = await _client.CallerOf(number).CallToolAsync("work", McpJson.Parse($"{{\"number\":{number},\"kind\":{kind}}}"), options, cancellationToken);
        Assert.Equal(kind == SimCall.Asking ? $"{number} yes {number}" : $"{number}", result.Text);
        Assert.NotEqual(SimCall.Endless, kind);
        // input_required makes a second request of one call.
        Assert.InRange(server.Executed(number), 1, kind == SimCall.Asking ? 2 : 1);
        if (kind == SimCall.Progressing)
            Assert.Equal([1, 2, 3], progress.Values);
        if (kind == SimCall.Notified)
            _answered.Add(number);
        return result.Text;
    }

    /// <summary>What a call says of itself agrees with what the server remembers.</summary>
    private string Check(string outcome, McpDisposition disposition, int number)
    {
        if (disposition == McpDisposition.NotSent)
            Assert.Equal(0, server.Executed(number));
        Assert.InRange(server.Executed(number), 0, 2);
        return $"{outcome} {disposition}";
    }

    /// <summary>Asks the server before it answers, where a request may go that way.</summary>
    private async ValueTask<McpJson> SampleAsync(McpJson parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        parameters.TryGetProperty("number", out McpJson number);
        if (context.Revision.Era == McpEra.Stateful && chance.Next(2) == 0)
            Assert.True((await context.Peer.InvokeAsync(List, McpJson.EmptyObject, cancellationToken: cancellationToken)).TryGetProperty("tools", out _));
        return McpJson.Parse($$"""{"role":"assistant","content":{"type":"text","text":"yes {{number}}"},"model":"m"}""");
    }
}
