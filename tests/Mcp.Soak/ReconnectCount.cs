using System.Diagnostics.Metrics;

namespace Mcp.Soak;

/// <summary>Counts reconnects as any app could: by the runtime's own meter.</summary>
internal sealed class ReconnectCount : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _count;

    public ReconnectCount()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == "mcp.client.connection.reconnects")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, measurement, _, _) => Interlocked.Add(ref _count, measurement));
        _listener.Start();
    }

    public long Count => Interlocked.Read(ref _count);

    public void Dispose() => _listener.Dispose();
}
