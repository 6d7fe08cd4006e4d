using System.Runtime.ExceptionServices;
using Mcp.Diagnostics;
using Mcp.Resilience;
using Mcp.Scheduling;

namespace Mcp.Pooling;

/// <summary>How members come: all of the least number at the start, then one at a time, in the background.</summary>
internal sealed partial class PoolRouter
{
    private Task? _opening;
    private Completion<bool>? _arrival;
    private int _generation;
    private int _number;
    private int _failures;
    private long _mayOpenAt;
    private McpCloseInfo? _openFault;

    /// <summary>Opens the first members at once. One that comes is enough; what is missing follows later.</summary>
    /// <exception cref="McpException">None could be opened; this is why the first one could not.</exception>
    public async ValueTask ConnectAsync(CancellationToken cancellationToken)
    {
        // Taken, so that the sweeper does not open those that are on their way.
        var turn = new Completion<bool>(Services.Scheduler);
        lock (_lock)
            _opening = turn.Task;
        var attempts = new Task<Exception?>[_settings.Size.Min];
        for (int i = 0; i < attempts.Length; i++)
            attempts[i] = TryOpenFirstAsync(cancellationToken);
        Exception?[] errors = await Task.WhenAll(attempts).ConfigureAwait(false);
        lock (_lock)
            _opening = null;
        turn.TrySet(true);
        cancellationToken.ThrowIfCancellationRequested();
        if (Size == 0)
            ExceptionDispatchInfo.Throw(errors[0]!);
        Keep();
    }

    private async Task<Exception?> TryOpenFirstAsync(CancellationToken cancellationToken)
    {
        try
        {
            IPooledClient client = await _open(cancellationToken).ConfigureAwait(false);
            if (!TryAdd(client, generation: 0, "opened with the pool"))
                await client.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch (Exception error)
        {
            Log.PoolOpenFailed(Services.Log, _settings.Target, error);
            return error;
        }
    }

    /// <summary>Every connection is busy: one more, unless one is just coming, or the last attempt failed a moment ago.</summary>
    private void Grow()
    {
        if (Volatile.Read(ref _opening) is null && Services.Time.GetTimestamp() >= Volatile.Read(ref _mayOpenAt))
            BeginOpening("every connection was busy");
    }

    private void BeginOpening(string why)
    {
        Completion<bool> turn;
        int generation;
        lock (_lock)
        {
            if (_isClosing || _opening is not null || _seats.Length >= _settings.Size.Max)
                return;
            turn = new Completion<bool>(Services.Scheduler);
            _opening = turn.Task;
            generation = _generation;
        }

        // Posted: whoever found that it is time is a caller, or the sweeper.
        Services.Scheduler.Post(() => _ = OpenInTurnAsync(generation, why, turn));
    }

    private async Task OpenInTurnAsync(int generation, string why, Completion<bool> turn)
    {
        try
        {
            IPooledClient client = await _open(_closing.Token).ConfigureAwait(false);
            if (TryAdd(client, generation, why))
                OnOpened();
            else
                await client.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            OnOpenFailed(error);
        }
        finally
        {
            lock (_lock)
                _opening = null;
            turn.TrySet(true);
        }

        Keep();
        DrainWaiting();
    }

    private void OnOpened()
    {
        lock (_lock)
        {
            _failures = 0;
            _openFault = null;
        }
    }

    private void OnOpenFailed(Exception error)
    {
        if (_isClosing)
            return;
        Log.PoolOpenFailed(Services.Log, _settings.Target, error);
        McpCloseInfo close = (error as McpConnectionException)?.Close ?? new McpCloseInfo(McpCloseReason.ConnectFailed) { Error = error, IsTransient = (error as McpException)?.IsTransient ?? false };
        lock (_lock)
        {
            // What cannot get better soon is told to those who wait, and tried again all the same.
            bool isLasting = !close.IsTransient || _failures >= (_settings.Reconnect.MaxAttempts ?? int.MaxValue);
            TimeSpan delay = Backoff.Delay(_failures++, _settings.Reconnect, Services.Random.NextDouble(), close.RetryAfter);
            if (isLasting && _settings.Reconnect.FaultedCooldown != Timeout.InfiniteTimeSpan)
                delay = delay > _settings.Reconnect.FaultedCooldown ? delay : _settings.Reconnect.FaultedCooldown;
            _openFault = isLasting ? close : null;
            Volatile.Write(ref _mayOpenAt, Services.Time.GetTimestamp() + TicksOf(delay));
        }
    }

    /// <summary>Takes a member in. <see langword="false"/>: the pool is closed, or what it was opened for is over.</summary>
    private bool TryAdd(IPooledClient client, int generation, string why)
    {
        PoolMember member;
        int size;
        lock (_lock)
        {
            if (_isClosing || generation != _generation)
                return false;
            member = new PoolMember(client, ++_number, generation);
            Volatile.Write(ref _seats, [.. _seats, new PoolSeat(member)]);
            size = _seats.Length;
            _idle.Clear();
            _lastJudge = null;
            TellArrival();
        }

        _ = FollowAsync(member);
        Log.PoolScaled(Services.Log, _settings.Target, size, why);
        return true;
    }

    /// <summary>The member that what stays open goes over, once it is another one than before; <see langword="null"/> when the pool is closed.</summary>
    public async ValueTask<PoolMember?> NextPinnedAsync(PoolMember? before, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task arrival;
            lock (_lock)
            {
                if (_isClosing)
                    return null;
                if (Pinned is { } pinned && pinned != before)
                    return pinned;
                _arrival ??= new Completion<bool>(Services.Scheduler);
                arrival = _arrival.Task;
            }

            await arrival.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Within the lock.</summary>
    private void TellArrival()
    {
        _arrival?.TrySet(true);
        _arrival = null;
    }

    /// <summary>Whenever a member's state changes, somebody who waits may have a way, or none at all any more.</summary>
    private async Task FollowAsync(PoolMember member)
    {
        await foreach (McpStateChange change in member.Supervisor.WatchStateAsync(default).ConfigureAwait(false))
        {
            DrainWaiting();
            if (change.To == McpClientState.Faulted)
                Keep();
        }
    }
}
