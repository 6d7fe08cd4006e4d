using System.Collections.Concurrent;
using Mcp.Buffers;

namespace Mcp.Behaviour.Tests.Buffers;

/// <summary>The pool that buffers and calls come from: nothing is ever in two hands.</summary>
public sealed class RecyclerTests
{
    [Fact]
    public void What_was_given_is_taken_in_order_and_then_nothing()
    {
        var pool = new Recycler<object>(4);
        object[] items = [new(), new(), new()];
        foreach (object item in items)
            pool.Give(item);

        Assert.Equal(items, [pool.TryTake()!, pool.TryTake()!, pool.TryTake()!]);
        Assert.Null(pool.TryTake());
    }

    [Fact]
    public void A_full_pool_lets_go_of_what_does_not_fit()
    {
        var pool = new Recycler<object>(2);
        for (int i = 0; i < 5; i++)
            pool.Give(new object());

        Assert.NotNull(pool.TryTake());
        Assert.NotNull(pool.TryTake());
        Assert.Null(pool.TryTake());
    }

    [Fact]
    public async Task Many_threads_never_hold_the_same_item()
    {
        var pool = new Recycler<StrongBox>(8);
        var faults = new ConcurrentQueue<int>();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 50_000; i++)
            {
                StrongBox item = pool.TryTake() ?? new StrongBox();
                if (Interlocked.Increment(ref item.Holders) != 1)
                    faults.Enqueue(i);
                Interlocked.Decrement(ref item.Holders);
                pool.Give(item);
            }
        })));

        Assert.Empty(faults);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(100_000)]
    public void A_rented_buffer_is_long_enough_and_comes_again(int length)
    {
        var pool = new BufferPool();
        byte[] buffer = pool.Rent(length);
        Assert.True(buffer.Length >= length);

        pool.Return(buffer);

        Assert.Same(buffer, pool.Rent(length));
    }

    private sealed class StrongBox
    {
        public int Holders;
    }
}
