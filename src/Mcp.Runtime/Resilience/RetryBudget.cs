namespace Mcp.Resilience;

/// <summary>
/// Keeps retries a small part of the traffic: when much is lost, the server has other trouble than a second helping. Thread-safe; a success while
/// the store is full, which is every success on a good day, costs one look.
/// </summary>
internal sealed class RetryBudget(int capacity)
{
    /// <summary>A retry in tenths, which is what a success gives back.</summary>
    private const int Retry = 10;

    private readonly int _full = capacity * Retry;
    private int _left = capacity * Retry;

    public double Left => Volatile.Read(ref _left) / (double)Retry;

    /// <summary>Takes a retry, while more than half of the store is left.</summary>
    public bool TrySpend()
    {
        while (true)
        {
            int left = Volatile.Read(ref _left);
            if (left <= _full / 2)
                return false;
            if (Interlocked.CompareExchange(ref _left, left - Retry, left) == left)
                return true;
        }
    }

    public void OnSuccess()
    {
        while (true)
        {
            int left = Volatile.Read(ref _left);
            if (left >= _full || Interlocked.CompareExchange(ref _left, left + 1, left) == left)
                return;
        }
    }
}
