using System.Text;
using Mcp.Buffers;
using Mcp.Options;
using Mcp.Scheduling;
using Mcp.Transports;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mcp.Runtime.Tests.Kit;

/// <summary>Services and frames for tests.</summary>
internal static class TestServices
{
    /// <summary>No test waits that long; one that does has found a hang.</summary>
    public static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(60);

    public static RuntimeServices With(BufferPool pool, WorkScheduler? scheduler = null, TimeProvider? time = null, int maxFrameBytes = 16 * 1024 * 1024, int outboundBytes = 4 * 1024 * 1024) => new()
    {
        Buffers = pool,
        Scheduler = scheduler ?? WorkScheduler.ThreadPool,
        Time = time ?? TimeProvider.System,
        Sweeper = new Sweeper(time ?? TimeProvider.System),
        Log = NullLogger.Instance,
        Limits = new McpLimits { MaxFrameBytes = maxFrameBytes, OutboundBytes = outboundBytes },
    };

    public static OutboundFrame Frame(BufferPool pool, string text, int requestId = 0) =>
        new() { Payload = Payload.CopyOf(pool, Encoding.UTF8.GetBytes(text)), RequestId = requestId };
}
