using System.Collections.Concurrent;
using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Kit;
using Mcp.Options;
using Mcp.Transports;

namespace Mcp.Behaviour.Tests.Pooling;

/// <summary>
/// A server of its own, in this process, for each connection, numbered from 1. Its tool <c>who</c> says the number; <c>hold</c> says it when the test
/// lets it. Attempts can be refused or held up, and connections be cut.
/// </summary>
/// <param name="refuse">The error of the attempt, counted from 1, or nothing.</param>
internal sealed class HerdTransport(Func<int, Exception?>? refuse = null) : McpTransport
{
    private const int ConnectionLost = 1006;

    private readonly object _lock = new();
    private readonly Dictionary<int, IConnection> _opened = [];
    private readonly List<(Func<bool> Condition, TaskCompletionSource Seen)> _awaited = [];
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<int> _held = [];
    private int _attempts;
    private int _numbers;

    /// <summary>What an attempt waits for before it goes on, given its number.</summary>
    public Func<int, Task>? Gate { get; set; }

    /// <summary>Adds to what each server serves, given its number.</summary>
    public Action<int, McpHandlerTable>? Configure { get; init; }

    /// <summary>Which server got which notification of the client's.</summary>
    public ConcurrentQueue<(int Server, string Method)> Notified { get; } = new();

    public override string Description => "herd";

    public int Attempts => Volatile.Read(ref _attempts);

    public int Lives
    {
        get
        {
            lock (_lock)
                return _opened.Count;
        }
    }

    /// <summary>The servers that hold a call, one entry for each call.</summary>
    public int[] Held
    {
        get
        {
            lock (_lock)
                return [.. _held];
        }
    }

    public void Release() => _released.TrySetResult();

    /// <summary>What clients over it log.</summary>
    public EventLog Log { get; } = new();

    /// <summary>Ends connections; completes when their clients know it.</summary>
    public async Task CutAsync(params int[] servers)
    {
        int lost = Log.Count(ConnectionLost);
        foreach (int server in servers)
        {
            IConnection connection;
            lock (_lock)
                connection = _opened[server];
            connection.Abort(new McpCloseInfo(McpCloseReason.IoError) { Detail = $"cut {server}" });
        }

        await Log.WhenAsync(ConnectionLost, lost + servers.Length);
    }

    public Task<McpCloseInfo> ClosedAsync(int server)
    {
        lock (_lock)
            return Guard.Soon(_opened[server].Closed);
    }

    /// <summary>Completes when so many calls are held.</summary>
    public Task HeldAsync(int count) => WhenAsync(() => _held.Count >= count);

    public Task AttemptsAsync(int count) => WhenAsync(() => _attempts >= count);

    public Task LivesAsync(int count) => WhenAsync(() => _opened.Count >= count);

    internal override async ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken)
    {
        await services.Scheduler.SwitchTo();
        int attempt;
        lock (_lock)
            attempt = ++_attempts;
        Wake();
        if (Gate is { } gate)
            await gate(attempt).WaitAsync(cancellationToken);
        if (refuse?.Invoke(attempt) is { } error)
            throw error;
        int number = Interlocked.Increment(ref _numbers);
        IConnection connection = await Server(number).AsTransport().OpenAsync(services, cancellationToken);
        lock (_lock)
            _opened[number] = connection;

        Wake();
        return connection;
    }

    private McpServer Server(int number)
    {
        McpHandlerTable table = RawHandlers.Server();
        table.Serve("tools/call", McpJson.Read, RawHandlers.Write, async (parameters, _, cancellationToken) =>
        {
            parameters.TryGetProperty("name", out McpJson name);
            if (name.GetString() == "hold")
                await HoldAsync(number, cancellationToken);
            return RawHandlers.Text($"{number}");
        });
        table.Observe("notifications/roots/list_changed", McpJson.Read, (_, _, _) =>
        {
            Notified.Enqueue((number, "roots"));
            return ValueTask.CompletedTask;
        });
        Configure?.Invoke(number, table);
        return new McpServer(new McpServerOptions { Handlers = { table } });
    }

    private async Task HoldAsync(int server, CancellationToken cancellationToken)
    {
        lock (_lock)
            _held.Add(server);
        Wake();
        await _released.Task.WaitAsync(cancellationToken);
    }

    private Task WhenAsync(Func<bool> condition)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
            _awaited.Add((condition, seen));
        Wake();
        return Guard.Soon(seen.Task);
    }

    private void Wake()
    {
        lock (_lock)
        {
            foreach ((Func<bool> condition, TaskCompletionSource seen) in _awaited)
            {
                if (condition())
                    seen.TrySetResult();
            }
        }
    }
}
