using System.Diagnostics.Tracing;

namespace Mcp.Bench.Measuring;

/// <summary>Which types are allocated, sampled by the runtime at every hundred kilobytes or so.</summary>
internal sealed class AllocationTrace : EventListener
{
    private const EventKeywords GarbageCollection = (EventKeywords)0x1;

    private readonly Dictionary<string, long> _bytes = [];

    public void Print(int top)
    {
        lock (_bytes)
        {
            double all = _bytes.Values.Sum();
            foreach ((string type, long bytes) in _bytes.OrderByDescending(pair => pair.Value).Take(top))
                Console.WriteLine($"  {bytes / all,6:P0}  {type}");
        }
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            EnableEvents(eventSource, EventLevel.Verbose, GarbageCollection);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName is not { } name || !name.StartsWith("GCAllocationTick", StringComparison.Ordinal))
            return;
        string type = Value(eventData, "TypeName") as string ?? "?";
        long bytes = Convert.ToInt64(Value(eventData, "AllocationAmount64") ?? 0L);
        lock (_bytes)
            _bytes[type] = _bytes.GetValueOrDefault(type) + bytes;
    }

    private static object? Value(EventWrittenEventArgs data, string name) =>
        data.PayloadNames?.IndexOf(name) is int index and >= 0 ? data.Payload![index] : null;
}
