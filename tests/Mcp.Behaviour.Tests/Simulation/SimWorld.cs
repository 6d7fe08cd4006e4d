using System.Text;
using Mcp.Behaviour.Tests.Kit;
using Mcp.Options;
using Mcp.Scheduling;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mcp.Behaviour.Tests.Simulation;

/// <summary>A client, a server and the network between them on one thread. The same seed gives the same run to the letter.</summary>
internal sealed class SimWorld
{
    private readonly Random _chance;
    private readonly SimScheduler _scheduler;
    private readonly SimClock _clock = new();
    private readonly CountingPool _pool = new();
    private readonly RuntimeServices _services;
    private readonly SimTransport _transport;
    private readonly Dictionary<int, int> _executed = [];
    private readonly StringBuilder _trace = new();
    private readonly McpRevision _revision;

    public SimWorld(int seed)
    {
        _chance = new Random(seed);
        _scheduler = new SimScheduler(_chance);
        _services = new RuntimeServices
        {
            Buffers = _pool,
            Scheduler = _scheduler,
            Time = _clock,
            Sweeper = new Sweeper(_clock),
            Random = _chance,
            Log = NullLogger.Instance,
        };
        McpRevision[] revisions = [McpRevision.V2024_11_05, McpRevision.V2025_03_26, McpRevision.V2026_07_28];
        _revision = revisions[_chance.Next(revisions.Length)];
        var server = new McpServer(new McpServerOptions { Handlers = { ServerTable() } }, _services);
        _transport = new SimTransport(server, _clock, _chance);
    }

    /// <summary>Everything that was seen, in order; equal for equal seeds.</summary>
    public string Trace => _trace.ToString();

    public int Connections => _transport.Connections;

    public void Run()
    {
        SynchronizationContext? outer = SynchronizationContext.Current;
        // With a context, continuations would leave this thread.
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            Task story = StoryAsync();
            for (int step = 0; !story.IsCompleted; step++)
            {
                if (step > 200_000)
                    throw new InvalidOperationException("The run does not come to an end.");
                if (!_scheduler.TryRunOne() && !_clock.TryAdvance())
                    throw new InvalidOperationException("Nothing is left to happen and the story is not over: a call hangs.");
            }

            story.GetAwaiter().GetResult();
            while (_scheduler.TryRunOne() || _clock.TryAdvance())
            {
            }

            Assert.Equal(0, _pool.Outstanding);
            Assert.False(_services.Sweeper.IsArmed);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    private async Task StoryAsync()
    {
        var options = new McpClientOptions { Handlers = { RawHandlers.Sampling("yes") } };
        options.ProtocolVersions.Add(_revision);
        McpClient client = await McpClient.ConnectAsync(_transport, options, _services);
        int cuts = _chance.Next(3);
        for (int i = 0; i < cuts; i++)
            _clock.After(TimeSpan.FromMilliseconds(_chance.Next(400)), _transport.CutAll);
        var calls = new List<Task>();
        for (int i = 0; i < 12; i++)
            calls.Add(CallAsync(client, i));
        await Task.WhenAll(calls);
        // Whatever happened, the next call works.
        Assert.Single(await client.ListToolsAsync().ToListAsync());
        await client.DisposeAsync();
        Assert.Equal(0, client.InFlight);
    }

    private async Task CallAsync(McpClient client, int number)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(_chance.Next(300)), _clock);
        int kind = _chance.Next(5);
        var cancel = new CancellationTokenSource();
        if (kind == 4)
            _clock.After(TimeSpan.FromMilliseconds(_chance.Next(60)), cancel.Cancel);
        var progress = new Recorder();
        string outcome;
        try
        {
            if (kind == 0)
            {
                outcome = (await client.ListToolsAsync().ToListAsync(cancel.Token)).Count.ToString();
                Assert.Equal("1", outcome);
            }
            else
            {
                var options = new McpCallOptions { Progress = kind == 2 ? progress : null };
                McpJson arguments = McpJson.Parse($"{{\"number\":{number},\"ask\":{(kind == 3 ? "true" : "false")}}}");
                McpToolResult result = await client.CallToolAsync("work", arguments, options, cancel.Token);
                outcome = result.Text;
                Assert.Equal(kind == 3 ? $"{number} yes" : $"{number}", outcome);
                Assert.InRange(_executed.GetValueOrDefault(number), 1, kind == 3 ? 2 : 1);
                if (kind == 2)
                    Assert.Equal([1, 2, 3], progress.Values);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Equal(4, kind);
            outcome = "cancelled";
        }
        catch (McpConnectionException lost)
        {
            Assert.NotEqual(0, kind);
            outcome = $"lost {lost.Disposition}";
            if (lost.Disposition == McpDisposition.NotSent)
                Assert.Equal(0, _executed.GetValueOrDefault(number));
        }

        int count = progress.Reports.Count;
        Assert.Equal(Enumerable.Range(1, count).Select(i => (double)i), progress.Values);
        _trace.Append(_clock.GetTimestamp()).Append(' ').Append(number).Append(' ').Append(kind).Append(' ').AppendLine(outcome);
    }

    private McpHandlerTable ServerTable()
    {
        McpHandlerTable table = RawHandlers.Server();
        table.Serve("tools/call", McpJson.Read, RawHandlers.Write, WorkAsync);
        return table;
    }

    private async ValueTask<McpJson> WorkAsync(McpJson parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        parameters.TryGetProperty("arguments", out McpJson arguments);
        arguments.TryGetProperty("number", out McpJson json);
        int number = (int)json.GetReader().ReadInt64();
        _executed[number] = _executed.GetValueOrDefault(number) + 1;
        for (int i = 1; i <= 3; i++)
        {
            await context.ReportProgressAsync(i, 3);
            await Pause.ForAsync(_clock, _scheduler, TimeSpan.FromMilliseconds(_chance.Next(10)), cancellationToken);
        }

        arguments.TryGetProperty("ask", out McpJson ask);
        if (ask.ToString() != "true")
            return RawHandlers.Text($"{number}");
        return await AskAsync(parameters, context, cancellationToken) is { } answer ? RawHandlers.Text($"{number} {answer}") : Sampling.InputRequired;
    }

    /// <summary>Asks the client back: by a request in the stateful era, by an input_required result in the stateless one.</summary>
    private static async ValueTask<string?> AskAsync(McpJson parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        if (context.Revision.Era == McpEra.Stateful)
        {
            McpJson answer = await context.Peer.InvokeAsync(Sampling.Method, McpJson.EmptyObject, cancellationToken: cancellationToken);
            return Sampling.TextOf(answer);
        }

        if (parameters.TryGetProperty("inputResponses", out McpJson responses) && responses.TryGetProperty("q", out McpJson given))
            return Sampling.TextOf(given);
        return null;
    }
}
