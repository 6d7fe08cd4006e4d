using Microsoft.Extensions.Logging;

namespace Mcp;

/// <summary>What a server is and serves. Validated and copied when it starts.</summary>
public sealed class McpServerOptions
{
    /// <summary>The server's name as clients see it.</summary>
    public string ServerName { get; set; } = "Mcp.Generated";

    /// <summary>The server's version as clients see it.</summary>
    public string ServerVersion { get; set; } = "0.1.0";

    /// <summary>What a client's model should know about using the server.</summary>
    public string? Instructions { get; set; }

    /// <summary>What the server answers: one table per revision, generated (<c>Mcp.V2025_03_26.McpHandlers.Bind</c>), or raw ones for every revision.</summary>
    public IList<McpHandlerTable> Handlers { get; } = [];

    /// <summary>The revisions served, best first. Empty: those of the typed <see cref="Handlers"/>, or all known ones when there are none.</summary>
    public IList<McpRevision> ProtocolVersions { get; } = [];

    /// <summary>How long a request to the client waits for its answer. Default 60 s.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one write (64 KiB, or one larger message) may take before the client counts as gone. Default 30 s; <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</summary>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The bounds of memory and concurrency.</summary>
    public McpLimits Limits { get; set; } = new();

    /// <summary>Where events are logged. Default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Sees every frame: a wire tap for debugging, see <c>McpWireLog</c>. Default: nobody.</summary>
    public IMcpCallObserver? CallObserver { get; set; }

    /// <summary>The clock of every timeout. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
