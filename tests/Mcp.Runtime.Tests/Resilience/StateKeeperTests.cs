using Mcp.Buffers;
using Mcp.Resilience;
using Mcp.Runtime.Tests.Kit;

namespace Mcp.Runtime.Tests.Resilience;

public sealed class StateKeeperTests
{
    private readonly ManualScheduler _scheduler = new();
    private readonly StateKeeper _states;

    public StateKeeperTests() => _states = new StateKeeper(TestServices.With(BufferPool.Shared, _scheduler, new ManualTime()));

    [Fact]
    public void What_is_no_edge_changes_nothing_and_is_told_to_nobody()
    {
        _states.TryMove(McpClientState.Connecting);

        Assert.Null(_states.TryMove(McpClientState.Ready));
        Assert.Null(_states.TryMove(McpClientState.Connecting));

        Assert.Equal(McpClientState.Connecting, _states.State);
        Assert.Equal([McpClientState.Connecting, McpClientState.Draining, McpClientState.Closed], Close());
    }

    [Fact]
    public void A_watch_that_is_not_read_forgets_the_oldest_steps_and_never_the_newest()
    {
        _states.TryMove(McpClientState.Connecting);
        IAsyncEnumerator<McpStateChange> watch = _states.WatchAsync(default).GetAsyncEnumerator();
        Assert.Equal(McpClientState.Connecting, Next(watch));
        for (int i = 0; i < 500; i++)
        {
            _states.TryMove(McpClientState.Backoff);
            _states.TryMove(McpClientState.Connecting);
        }

        _states.TryMove(McpClientState.Faulted);

        McpClientState[] seen = [.. Enumerable.Range(0, StateWatch.Capacity).Select(_ => Next(watch))];
        Assert.Equal(McpClientState.Faulted, seen[^1]);
        Assert.False(watch.MoveNextAsync().AsTask().IsCompleted);
    }

    [Fact]
    public void Whoever_watches_goes_on_through_the_scheduler_and_not_where_the_state_changes()
    {
        IAsyncEnumerator<McpStateChange> watch = _states.WatchAsync(default).GetAsyncEnumerator();
        Task<bool> next = watch.MoveNextAsync().AsTask();

        Inline.Run(() => _states.TryMove(McpClientState.Connecting));

        Assert.False(next.IsCompleted);
        _scheduler.RunAll();
        Assert.True(next.IsCompletedSuccessfully);
    }

    private List<McpClientState> Close()
    {
        var seen = new List<McpClientState>();
        IAsyncEnumerator<McpStateChange> watch = _states.WatchAsync(default).GetAsyncEnumerator();
        seen.Add(Next(watch));
        _states.TryMove(McpClientState.Draining);
        _states.TryMove(McpClientState.Closed);
        seen.Add(Next(watch));
        seen.Add(Next(watch));
        Assert.Equal(TaskStatus.RanToCompletion, watch.MoveNextAsync().AsTask().Status);
        return seen;
    }

    private static McpClientState Next(IAsyncEnumerator<McpStateChange> watch)
    {
        Assert.True(watch.MoveNextAsync().AsTask().IsCompletedSuccessfully);
        return watch.Current.To;
    }
}
