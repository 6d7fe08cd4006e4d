using Mcp.Diagnostics;
using Mcp.Options;
using Mcp.Scheduling;

namespace Mcp.Sessions;

/// <summary>Hears when the deadlines were looked at late: the machine slept, or the thread pool was starved. Timeouts that follow are explained by it.</summary>
internal sealed class SweepWatch(RuntimeServices services) : ISweepable
{
    public bool HasDeadlines => false;

    public void Sweep(long now)
    {
    }

    public void OnLate(TimeSpan lateness) => Log.SweepLate(services.Log, lateness);
}
