using Mcp.Behaviour.Tests.Kit;
using Mcp.Behaviour.Tests.Simulation;
using Mcp.Options;
using Mcp.Scheduling;
using Mcp.Sessions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mcp.Behaviour.Tests.Sessions.Model;

/// <summary>
/// One slot table under everything that can happen to its calls, in an order that a seed decides, beside a model that says how each must
/// end: by the first of answer, deadline, caller's token and loss that can reach it.
/// </summary>
internal sealed class SlotWorld : ICallRouter, ISessionObserver
{
    private const int Capacity = 4;

    private readonly Random _chance;
    private readonly SimScheduler _scheduler;
    private readonly SimClock _clock = new();
    private readonly CountingPool _pool = new();
    private readonly RuntimeServices _services;
    private readonly SlotTable _slots = new(Capacity);
    private readonly List<ModelCall> _calls = [];
    private readonly HashSet<int> _ids = [];
    private readonly McpMethod<ModelCall, string> _method;
    private readonly Dictionary<string, int> _cancelNotes = [];
    private HandConnection _connection = null!;
    private Session _session = null!;
    private Session? _previous;
    private ModelCall? _starting;
    private long _late;

    public SlotWorld(int seed)
    {
        _chance = new Random(seed);
        _scheduler = new SimScheduler(_chance);
        _services = new RuntimeServices { Buffers = _pool, Scheduler = _scheduler, Time = _clock, Sweeper = new Sweeper(_clock), Random = _chance, Log = NullLogger.Instance };
        _services.Sweeper.Watch(_slots);
        _method = new McpMethod<ModelCall, string>("tools/call", Write, static (ref McpJsonReader reader) => "result " + reader.Find("n"u8).ReadInt64());
        Reconnect();
    }

    public TimeSpan RequestTimeout => TimeSpan.FromSeconds(60);

    public TimeSpan MaxRequestTime => TimeSpan.FromSeconds(3);

    /// <summary>How each call ended.</summary>
    public IEnumerable<string> Outcomes => _calls.Select(call => call.Outcome!);

    public void Run()
    {
        SynchronizationContext? outer = SynchronizationContext.Current;
        // With a context, continuations would leave this thread.
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            for (int step = 0; step < 300; step++)
            {
                Step(_chance.Next(40));
                Settle();
                Check();
            }

            Finish();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    public void Submit(CallLeg leg)
    {
        ModelCall call = _starting!;
        call.Pending = leg.Call;
        // Whoever submits may still hold a session that has just ended.
        call.Session = _previous is not null && _chance.Next(10) == 0 ? _previous : _session;
        call.Id = 0;
        call.Sent = false;
        if (call.Session == _previous)
            call.Decide("lost NotSent");
        call.Session.Submit(leg);
    }

    public bool TryRecover(PendingCall pending)
    {
        if (pending.Disposition != McpDisposition.NotSent || pending.Reissues > 0)
            return false;
        ModelCall call = _calls.Last(candidate => candidate.Pending == pending);
        pending.Reissues++;
        call.Outcome = call.Cancel.IsCancellationRequested ? "cancelled" : null;
        call.CancelNoted = false;
        _starting = call;
        Submit(pending.BeginNextLeg());
        return true;
    }

    public void OnSessionClosed(Session session, McpCloseInfo close)
    {
    }

    public void OnNotification(McpNotification notification)
    {
    }

    private void Step(int kind)
    {
        switch (kind)
        {
            case < 9:
                Start();
                break;
            case < 18:
                SendOne();
                break;
            case < 28:
                _scheduler.TryRunOne();
                break;
            default:
                Strike(kind);
                break;
        }
    }

    /// <summary>What can also happen while a frame is being written.</summary>
    private void Strike(int kind)
    {
        switch (kind)
        {
            case < 33:
                Answer(Any()?.Id ?? 5);
                break;
            case 33:
                Answer(_chance.Next(-1, 40));
                break;
            case < 36:
                Cancel();
                break;
            case 36:
                Tick();
                break;
            case < 39:
                ReportProgress();
                break;
            default:
                if (_chance.Next(3) == 0)
                    Reconnect();
                break;
        }
    }

    private ModelCall? Any() => _calls.Count == 0 ? null : _calls[_chance.Next(Math.Max(0, _calls.Count - 12), _calls.Count)];

    private void Start()
    {
        var timeout = TimeSpan.FromMilliseconds(_chance.Next(100, 2_000));
        var call = new ModelCall
        {
            Number = _calls.Count,
            Timeout = timeout,
            Deadline = _clock.GetTimestamp() + timeout.Ticks,
            HardDeadline = _clock.GetTimestamp() + MaxRequestTime.Ticks,
            Unwritable = _chance.Next(20) == 0,
            Progress = _chance.Next(3) == 0 ? new Recorder() : null,
        };
        _calls.Add(call);
        _starting = call;
        var options = new McpCallOptions { Timeout = timeout, Progress = call.Progress };
        call.Task = EndOfAsync(PendingCall<ModelCall, string>.Start(this, _services, _method, call, options, call.Cancel.Token));
    }

    /// <summary>The frame is being written: whatever happens now meets a call that nobody may touch.</summary>
    private void Write(McpJsonWriter writer, ModelCall call)
    {
        Settle();
        call.Encoding = true;
        call.Id = call.Pending!.Id;
        Assert.True(_ids.Add(call.Id), $"id {call.Id} came back");
        if (_chance.Next(3) == 0)
            Strike(_chance.Next(28, 40));
        if (_chance.Next(20) == 0)
            Cancel(call);
        if (call.Unwritable)
            throw new InvalidOperationException("unwritable");
        writer.WriteJson(McpJson.EmptyObject);
    }

    /// <summary>Decides for the calls whose frames were written since the last look.</summary>
    private void Settle()
    {
        foreach (ModelCall call in _calls.Where(call => call.Encoding))
        {
            call.Encoding = false;
            if (call.CancelNoted)
                call.Decide("cancelled");
            else if (call.Unwritable)
                call.Decide("payload");
            else if (call.Session!.HasEnded)
                call.Decide("lost NotSent");
        }
    }

    private void SendOne()
    {
        if (_connection.SendOne() is not { } sent)
            return;
        if (sent.RequestId == 0)
        {
            // The peer is told once of a call that was given up, and of no other.
            Received note = new(McpJson.Parse(sent.Text));
            Assert.Equal(1, _cancelNotes[note.Cancelled] = _cancelNotes.GetValueOrDefault(note.Cancelled) + 1);
            Assert.Contains(_calls, call => call.Id.ToString() == note.Cancelled && call.Sent && call.Outcome is "cancelled" or "timeout");
            return;
        }

        ModelCall call = _calls.Single(candidate => candidate.Id == sent.RequestId);
        Assert.Null(call.Outcome);
        call.Sent = true;
    }

    private void Answer(int id)
    {
        bool error = _chance.Next(5) == 0;
        ModelCall? call = _calls.FirstOrDefault(candidate => candidate.Id == id && candidate.IsPublished && candidate.Session == _session);
        if (call is null)
            _late++;
        call?.Decide(error ? "error" : $"result {call.Number}");
        long late = _session.LateAnswers;
        string answer = error ? "\"error\":{\"code\":1,\"message\":\"\"}" : $"\"result\":{{\"n\":{call?.Number ?? -1}}}";
        _session.OnFrame(System.Text.Encoding.UTF8.GetBytes($"{{\"jsonrpc\":\"2.0\",\"id\":{id},{answer}}}"));
        Assert.Equal(call is null ? late + 1 : late, _session.LateAnswers);
    }

    private void Cancel()
    {
        if (Any() is { } call)
            Cancel(call);
    }

    private static void Cancel(ModelCall call)
    {
        if (call.Encoding)
            call.CancelNoted = true;
        else
            call.Decide("cancelled");
        call.Cancel.Cancel();
    }

    private void Tick()
    {
        long next = _clock.GetTimestamp() + (_services.Sweeper.IsArmed ? Sweeper.Period.Ticks : 0);
        foreach (ModelCall call in _calls.Where(call => !call.Encoding && call.Deadline <= next))
            call.Decide("timeout");
        _clock.TryAdvance();
    }

    private void ReportProgress()
    {
        if (Any() is not { Progress: not null, IsPublished: true } call || call.Session != _session)
            return;
        call.ProgressGiven++;
        call.Deadline = Math.Max(call.Deadline, Math.Min(call.HardDeadline, _clock.GetTimestamp() + call.Timeout.Ticks));
        _session.OnFrame(System.Text.Encoding.UTF8.GetBytes(
            $"{{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{{\"progressToken\":{call.Id},\"progress\":{call.ProgressGiven}}}}}"));
    }

    private void Reconnect()
    {
        _previous = _session;
        HandConnection old = _connection;
        foreach (ModelCall call in _calls.Where(call => !call.Encoding && call.Session == _previous))
            call.Decide(call.Sent ? "lost Sent" : "lost NotSent");
        var settings = new SessionSettings { Name = "model", Version = "1", Revisions = [McpRevision.V2025_03_26] };
        _connection = new HandConnection();
        _session = new Session(_services, settings, _connection, _slots, new StatefulClientEra(settings), this);
        _session.Start();
        old?.Lose();
    }

    private void Check()
    {
        Assert.InRange(_slots.InFlight, 0, Capacity);
        Assert.Equal(_calls.Count(call => call.IsPublished), _slots.InFlight);
        Assert.All(_calls, call => Assert.True(call.Outcome is not null || !call.Task!.IsCompleted, $"call {call.Number} ended without a cause"));
    }

    private void Finish()
    {
        for (int step = 0; _scheduler.TryRunOne() || _connection.HasQueued || _calls.Exists(call => !call.Task!.IsCompleted); step++)
        {
            Assert.True(step < 10_000, "a call hangs");
            SendOne();
            Settle();
            Tick();
        }

        foreach (ModelCall call in _calls)
        {
            Assert.Equal((call.Number, call.Outcome), (call.Number, call.Task!.GetAwaiter().GetResult()));
            Assert.Equal(call.ProgressGiven, call.Progress?.Reports.Count ?? 0);
        }

        while (_services.Sweeper.IsArmed)
            Assert.True(_clock.TryAdvance());
        Assert.Equal(0, _pool.Outstanding);
        Assert.Equal(0, _slots.InFlight);
        // No slot was lost on the way, and none given back twice.
        for (int i = 0; i < Capacity; i++)
            Assert.True(_slots.TryReserve(out int id) && _ids.Add(id));
        Assert.False(_slots.TryReserve(out _));
    }

    private static async Task<string> EndOfAsync(ValueTask<string> call)
    {
        try
        {
            return await call;
        }
        catch (OperationCanceledException)
        {
            return "cancelled";
        }
        catch (McpTimeoutException)
        {
            return "timeout";
        }
        catch (McpRemoteException)
        {
            return "error";
        }
        catch (McpPayloadException)
        {
            return "payload";
        }
        catch (McpConnectionException lost)
        {
            return $"lost {lost.Disposition}";
        }
    }

    private sealed record Received(McpJson Message)
    {
        public string Cancelled => Message.TryGetProperty("params", out McpJson parameters) && parameters.TryGetProperty("requestId", out McpJson id) ? id.ToString() : "none";
    }
}
