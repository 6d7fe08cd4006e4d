using Mcp.Diagnostics;

namespace Mcp.Pooling;

/// <summary>How members go: too many that are idle, a whole generation, or all of them. Their calls end first, except at the very end.</summary>
internal sealed partial class PoolRouter
{
    private readonly List<PoolMember> _leaving = [];
    private readonly List<Task> _ending = [];

    /// <summary>Everyone who is here now takes no further call, ends its last one and goes; others come.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            if (_isClosing)
                return;
            _generation++;
            _mayOpenAt = 0;
            foreach (PoolSeat seat in _seats)
                BeginLeaving(seat.Member);
        }

        Log.PoolScaled(Services.Log, _settings.Target, 0, "it was cleared");
        Keep();
    }

    /// <summary>Ends everything. Calls that wait fail as not sent, calls in flight as whatever they had reached.</summary>
    public async ValueTask CloseAsync()
    {
        Task? opening;
        PoolMember[] members;
        Task[] ending;
        lock (_lock)
        {
            bool isFirst = !_isClosing;
            _isClosing = true;
            TellArrival();
            opening = _opening;
            members = isFirst ? [.. _seats.Select(seat => seat.Member), .. _leaving] : [];
            ending = [.. _ending];
            if (!isFirst)
                opening = _closed.Task;
        }

        if (members.Length == 0 && opening == _closed.Task)
        {
            await opening.ConfigureAwait(false);
            return;
        }

        _closing.Cancel();
        DrainWaiting();
        await Task.WhenAll([.. members.Select(member => member.Client.DisposeAsync().AsTask()), .. ending, opening ?? Task.CompletedTask]).ConfigureAwait(false);
        Services.Sweeper.Forget(_waiting);
        Services.Sweeper.Forget(this);
        _closed.TrySet(true);
    }

    /// <summary>Within the lock.</summary>
    private void BeginLeaving(PoolMember member)
    {
        Volatile.Write(ref _seats, [.. _seats.Where(seat => seat.Member != member)]);
        if (_seats.Length == 0)
            Volatile.Write(ref _lastJudge, member.Supervisor);
        _leaving.Add(member);
        member.Leave();
    }

    /// <summary>The youngest idle members go; the one that the pool listens over stays, whatever its load.</summary>
    private void Prune(int count)
    {
        int size;
        lock (_lock)
        {
            PoolMember? pinned = Pinned;
            PoolMember[] idle = [.. _seats.Select(seat => seat.Member).Where(member => member != pinned && member.Load == 0).Reverse()];
            foreach (PoolMember member in idle.Take(Math.Min(count, _seats.Length - _settings.Size.Min)))
                BeginLeaving(member);
            size = _seats.Length;
        }

        Log.PoolScaled(Services.Log, _settings.Target, size, "connections were idle");
        Keep();
    }

    /// <summary>Closes who has left and has nothing to do any more.</summary>
    private void CloseLeft()
    {
        lock (_lock)
        {
            // The last one judges what becomes of lost calls until there is another.
            if (_isClosing || _seats.Length == 0)
                return;
            foreach (PoolMember member in _leaving.FindAll(member => member.IsDone))
            {
                _leaving.Remove(member);
                _ending.RemoveAll(task => task.IsCompleted);
                _ending.Add(member.Client.DisposeAsync().AsTask());
            }
        }
    }
}
