using Mcp.Buffers;
using Mcp.Diagnostics;
using Mcp.Scheduling;
using Microsoft.Extensions.Logging;

namespace Mcp.Options;

/// <summary>What every room needs from outside: memory, threads, time, chance, log, limits. One value per client or server.</summary>
internal sealed record RuntimeServices
{
    public BufferPool Buffers { get; init; } = BufferPool.Shared;

    public WorkScheduler Scheduler { get; init; } = WorkScheduler.ThreadPool;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public required Sweeper Sweeper { get; init; }

    public Random Random { get; init; } = Random.Shared;

    public required ILogger Log { get; init; }

    public McpLimits Limits { get; init; } = new();

    /// <summary>How long one write may take before the peer counts as gone.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Who looks at every frame, if anybody does.</summary>
    public IMcpCallObserver? Observer { get; init; }

    /// <summary>Holds back the log when very many calls time out at once.</summary>
    public RateLimit TimeoutLog { get; init; } = new(TimeProvider.System);
}
