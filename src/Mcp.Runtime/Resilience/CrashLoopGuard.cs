namespace Mcp.Resilience;

/// <summary>Counts processes that end right after their start, one after the other.</summary>
internal sealed class CrashLoopGuard(int limit)
{
    /// <summary>Who lives longer has begun its work.</summary>
    public static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(2);

    public int Exits { get; private set; }

    /// <summary>A connection ended, or was lost on its way. <see langword="true"/>: that makes it a crash loop.</summary>
    public bool IsLoop(McpCloseReason reason, TimeSpan lived)
    {
        Exits = reason == McpCloseReason.ProcessExited && lived < ShortLife ? Exits + 1 : 0;
        return Exits >= limit;
    }
}
