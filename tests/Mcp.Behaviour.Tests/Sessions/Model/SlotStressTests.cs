using System.Collections.Concurrent;
using System.Text;
using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Kit;
using Mcp.Options;
using Mcp.Scheduling;
using Mcp.Sessions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mcp.Behaviour.Tests.Sessions.Model;

/// <summary>The same table under real threads: callers, a peer that answers out of order, a clock that runs wild, tokens and losses.</summary>
public sealed class SlotStressTests
{
    private const int Callers = 4;
    private const int CallsEach = 5_000;
    private const int Capacity = 16;

    [Fact]
    public async Task Every_call_ends_once_with_its_own_answer_or_a_cause()
    {
        var world = new World();
        var peer = new Thread(world.Answer) { IsBackground = true };
        peer.Start();

        await Guard.Soon(Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => world.CallAsync(caller)))));
        world.Stop();
        Assert.True(peer.Join(TimeSpan.FromSeconds(60)));

        world.Check();
    }

    private sealed class World : ICallRouter, ISessionObserver
    {
        private readonly LentBuffers _buffers = new();
        private readonly WildClock _clock = new();
        private readonly RuntimeServices _services;
        private readonly SlotTable _slots = new(Capacity);
        private readonly ConcurrentDictionary<string, int> _outcomes = new();
        private readonly HashSet<int> _ids = [];
        private readonly SessionSettings _settings = new() { Name = "stress", Version = "1", Revisions = [McpRevision.V2025_03_26] };
        private readonly McpMethod<McpJson, McpJson> _method = new("tools/call", RawHandlers.Write, McpJson.Read);
        private volatile Session _session = null!;
        private HandConnection _connection = null!;
        private volatile bool _stopped;
        private Exception? _broken;
        private int _answers;

        public World()
        {
            _services = new RuntimeServices { Buffers = _buffers, Time = _clock, Sweeper = new Sweeper(_clock), Log = NullLogger.Instance };
            _services.Sweeper.Watch(_slots);
            Reconnect();
        }

        public TimeSpan RequestTimeout => TimeSpan.FromSeconds(60);

        public TimeSpan MaxRequestTime => TimeSpan.FromSeconds(600);

        public void Stop() => _stopped = true;

        public void Submit(CallLeg leg) => _session.Submit(leg);

        public bool TryRecover(PendingCall call) => false;

        public void OnSessionClosed(Session session, McpCloseInfo close)
        {
        }

        public void OnNotification(McpNotification notification)
        {
        }

        /// <summary>Several at once, some of which are given up while they may be anywhere.</summary>
        public async Task CallAsync(int caller)
        {
            var chance = new Random(caller);
            for (int i = 0; i < CallsEach; i += 10)
            {
                var cancel = new CancellationTokenSource();
                Task[] calls = [.. Enumerable.Range(0, 10).Select(part => OneAsync((caller * CallsEach) + i + part, chance.Next(6) == 0 ? cancel.Token : default))];
                cancel.Cancel();
                await Task.WhenAll(calls);
            }
        }

        /// <summary>The peer, the network and the clock.</summary>
        public void Answer()
        {
            try
            {
                var chance = new Random(1);
                var open = new List<(int Id, string Params)>();
                while (!_stopped)
                {
                    if (_connection.SendOne() is { RequestId: > 0 } sent)
                    {
                        Assert.True(_ids.Add(sent.RequestId), $"id {sent.RequestId} came back");
                        open.Add((sent.RequestId, McpJson.Parse(sent.Text).TryGetProperty("params", out McpJson given) ? given.ToString() : ""));
                    }

                    if (open.Count > 0 && (chance.Next(3) == 0 || !_connection.HasQueued))
                        AnswerOrStrike(open, chance);
                    if (!_connection.HasQueued && open.Count == 0)
                        Thread.Yield();
                }
            }
            catch (Exception error)
            {
                _broken = error;
                // Nobody is left to answer: what still waits ends as lost.
                _connection.Lose();
            }
        }

        public void Check()
        {
            Assert.Null(_broken);
            Assert.Equal(Callers * CallsEach, _outcomes.Values.Sum());
            Assert.All(["answered", "cancelled", "timeout", "lost"], outcome => Assert.True(_outcomes.ContainsKey(outcome), $"none {outcome}"));
            Assert.Equal(0, _slots.InFlight);
            for (int i = 0; i < Capacity; i++)
                Assert.True(_slots.TryReserve(out _), "a slot was lost");
            Assert.False(_slots.TryReserve(out _), "a slot was given back twice");
            _connection.Lose();
            Assert.Equal(0, _buffers.Outstanding);
        }

        private void AnswerOrStrike(List<(int Id, string Params)> open, Random chance)
        {
            _answers++;
            if (_answers % 400 == 100)
                _clock.Pass(TimeSpan.FromSeconds(61));
            else if (_answers % 400 == 300)
                Reconnect();
            AnswerOne(open, chance);
        }

        private void AnswerOne(List<(int Id, string Params)> open, Random chance)
        {
            int index = chance.Next(open.Count);
            (int id, string parameters) = open[index];
            byte[] frame = Encoding.UTF8.GetBytes($"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"result\":{parameters}}}");
            _session.OnFrame(frame);
            // Sometimes twice: the second finds nobody, whoever has the slot by then.
            if (chance.Next(8) == 0)
                _session.OnFrame(frame);
            open.RemoveAt(index);
        }

        private async Task OneAsync(int number, CancellationToken cancellationToken)
        {
            string outcome;
            try
            {
                McpJson parameters = McpJson.Parse($"{{\"n\":{number}}}");
                McpJson result = await PendingCall<McpJson, McpJson>.Start(this, _services, _method, parameters, default, cancellationToken);
                Assert.Equal(parameters.ToString(), result.ToString());
                outcome = "answered";
            }
            catch (OperationCanceledException)
            {
                Assert.True(cancellationToken.IsCancellationRequested);
                outcome = "cancelled";
            }
            catch (McpTimeoutException)
            {
                outcome = "timeout";
            }
            catch (McpConnectionException)
            {
                outcome = "lost";
            }

            _outcomes.AddOrUpdate(outcome, 1, static (_, count) => count + 1);
        }

        private void Reconnect()
        {
            HandConnection old = _connection;
            _connection = new HandConnection();
            var session = new Session(_services, _settings, _connection, _slots, new StatefulClientEra(_settings), this);
            session.Start();
            _session = session;
            old?.Lose();
        }
    }

    /// <summary>A clock that goes on when the peer says so, from the peer's thread.</summary>
    private sealed class WildClock : TimeProvider
    {
        private TimerCallback? _tick;
        private object? _state;
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _now);

        public void Pass(TimeSpan time)
        {
            Interlocked.Add(ref _now, time.Ticks);
            // The first sweep after a jump only lets the readers catch up.
            _tick!(_state);
            _tick(_state);
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _tick = callback;
            _state = state;
            return new NoTimer();
        }

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
