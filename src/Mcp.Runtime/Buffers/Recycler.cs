using System.Collections.Concurrent;

namespace Mcp.Buffers;

/// <summary>A bounded pool of objects. What does not fit is left to the garbage collector.</summary>
internal sealed class Recycler<T>
    where T : class
{
    private readonly ConcurrentQueue<T> _items = new();
    private readonly int _capacity;
    private int _count;

    public Recycler(int capacity) => _capacity = capacity;

    public T? TryTake()
    {
        if (!_items.TryDequeue(out T? item))
            return null;
        Interlocked.Decrement(ref _count);
        return item;
    }

    public void Give(T item)
    {
        if (Interlocked.Increment(ref _count) <= _capacity)
            _items.Enqueue(item);
        else
            Interlocked.Decrement(ref _count);
    }
}
