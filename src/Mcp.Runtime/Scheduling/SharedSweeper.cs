using System.Runtime.CompilerServices;

namespace Mcp.Scheduling;

/// <summary>The one sweeper of each clock: all connections of a process share a timer.</summary>
internal static class SharedSweeper
{
    private static readonly ConditionalWeakTable<TimeProvider, Sweeper> ByClock = [];

    public static Sweeper For(TimeProvider time) => ByClock.GetValue(time, static clock => new Sweeper(clock));
}
