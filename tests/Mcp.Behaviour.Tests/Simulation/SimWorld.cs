using System.Text;
using Mcp.Options;
using Mcp.Scheduling;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mcp.Behaviour.Tests.Simulation;

/// <summary>Clients, their server and the network between them on one thread. The same seed gives the same run to the letter.</summary>
internal sealed class SimWorld
{
    private readonly Random _chance;
    private readonly SimScheduler _scheduler;
    private readonly SimClock _clock = new();
    private readonly CountingPool _pool = new();
    private readonly RuntimeServices _services;
    private readonly StringBuilder _trace = new();
    private readonly SimServer _server;
    private readonly SimClient[] _clients;

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
        _server = new SimServer(_services, _chance);
        _clients = [.. Enumerable.Range(0, _chance.Next(1, 4)).Select(index => new SimClient(index, _server, new SimTransport(_server, _clock, _chance), _clock, _services, _chance, _trace))];
    }

    /// <summary>Everything that was seen, in order; equal for equal seeds.</summary>
    public string Trace => _trace.ToString();

    public int Reconnects => _clients.Sum(client => client.Transport.Connections - 1);

    public void Run()
    {
        SynchronizationContext? outer = SynchronizationContext.Current;
        // With a context, continuations would leave this thread.
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            PlanFaults();
            Task story = Task.WhenAll(_clients.Select(client => client.RunAsync(McpRevision.Known[_chance.Next(McpRevision.Known.Count)])));
            for (int step = 0; !story.IsCompleted; step++)
            {
                if (step > 500_000)
                    throw new InvalidOperationException("The run does not come to an end.");
                if (!_scheduler.TryRunOne() && !_clock.TryAdvance())
                    throw new InvalidOperationException("Nothing is left to happen and the story is not over: a call hangs.");
            }

            story.GetAwaiter().GetResult();
            while (_scheduler.TryRunOne() || _clock.TryAdvance())
            {
            }

            Assert.Equal(0, _server.Running);
            Assert.Equal(0, _pool.Outstanding);
            Assert.False(_services.Sweeper.IsArmed);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    /// <summary>At most three losses per client: a fourth would end a list, which is asked for again three times.</summary>
    private void PlanFaults()
    {
        if (_chance.Next(3) == 0)
            _clock.After(TimeSpan.FromMilliseconds(_chance.Next(500)), KillServer);
        foreach (SimClient client in _clients)
        {
            for (int cuts = _chance.Next(3); cuts > 0; cuts--)
                _clock.After(TimeSpan.FromMilliseconds(_chance.Next(500)), _chance.Next(2) == 0 ? client.Transport.CutAll : client.Transport.CutOne);
        }
    }

    private void KillServer()
    {
        _server.Die(TimeSpan.FromMilliseconds(_chance.Next(400)), _clock);
        foreach (SimClient client in _clients)
            client.Transport.CutAll();
    }
}
