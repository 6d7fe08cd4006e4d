using Microsoft.Extensions.Logging;

namespace Mcp;

/// <summary>How a client behaves. Validated and copied when it connects; later changes have no effect.</summary>
public sealed class McpClientOptions
{
    /// <summary>The client's name as servers see it. Default: <c>Mcp.Generated</c>.</summary>
    public string ClientName { get; set; } = "Mcp.Generated";

    /// <summary>The client's version as servers see it.</summary>
    public string ClientVersion { get; set; } = "0.1.0";

    /// <summary>
    /// The revisions that the app accepts, best first, all of one era. Empty: those of the typed <see cref="Handlers"/>, or
    /// 2025-03-26 and 2024-11-05 when there are none.
    /// </summary>
    public IList<McpRevision> ProtocolVersions { get; } = [];

    /// <summary>What the client answers: a revision's generated handlers (<c>Mcp.V2025_03_26.McpHandlers.Bind</c>, <c>BindClient</c> of an object for both sides), or raw ones that serve every revision.</summary>
    public IList<McpHandlerTable> Handlers { get; } = [];

    /// <summary>How long opening a connection may take. Default 15 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the handshake or discovery may take. Default 30 s.</summary>
    public TimeSpan NegotiateTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a call waits for its answer; progress starts the wait anew. Default 60 s.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a call may take in all, however much progress it reports. Default 10 min.</summary>
    public TimeSpan MaxRequestTime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long one write (64 KiB, or one larger message) may take before the server counts as gone, see <see cref="McpCloseReason.WriteStalled"/>.
    /// Default 30 s; <see cref="Timeout.InfiniteTimeSpan"/> waits for ever. Not for HTTP, where a request that does not get through ends by its own time limit.
    /// </summary>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often one call may be answered with <c>input_required</c> (2026-07-28). Default 10.</summary>
    public int MaxInputRounds { get; set; } = 10;

    /// <summary>
    /// Whether the structured content of tools is compared with their own <c>outputSchema</c>. The tools are listed before the first call, and
    /// again when they changed. Default: no.
    /// </summary>
    public McpResultValidation ResultValidation { get; set; }

    /// <summary>Whether calls of tools that may have been carried out are sent again after a loss. Default: never.</summary>
    public McpToolRetry ToolRetry { get; set; }

    /// <summary>How often one call may be sent again after it may have been carried out; what was not sent costs nothing. 0 to 1,000. Default 3.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>
    /// The store of retries that the whole client has: one that may have been carried out takes 1, each answered call gives 0.1 back, and below half of it
    /// there are none, so that a server in trouble is not asked for everything twice. 0: no retries but of what was not sent. Up to 1,000,000. Default 10.
    /// </summary>
    public int RetryBudget { get; set; } = 10;

    /// <summary>What happens when the connection is lost.</summary>
    public McpReconnectOptions Reconnect { get; set; } = new();

    /// <summary>How long calls in flight may still be answered when the client is disposed. Up to 10 s; zero: they fail at once. Default 5 s.</summary>
    public TimeSpan Drain { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How a connection that only seems to stand is found out.</summary>
    public McpHeartbeatOptions Heartbeat { get; set; } = new();

    /// <summary>The bounds of memory and concurrency.</summary>
    public McpLimits Limits { get; set; } = new();

    /// <summary>Where events are logged. Default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Sees every frame: a wire tap for debugging, see <c>McpWireLog</c>. Default: nobody.</summary>
    public IMcpCallObserver? CallObserver { get; set; }

    /// <summary>The clock of every timeout and delay. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The same options for a client that connects later, whatever becomes of these.</summary>
    internal McpClientOptions Copy()
    {
        var copy = new McpClientOptions
        {
            ClientName = ClientName,
            ClientVersion = ClientVersion,
            ConnectTimeout = ConnectTimeout,
            NegotiateTimeout = NegotiateTimeout,
            RequestTimeout = RequestTimeout,
            MaxRequestTime = MaxRequestTime,
            WriteTimeout = WriteTimeout,
            MaxInputRounds = MaxInputRounds,
            ToolRetry = ToolRetry,
            MaxRetries = MaxRetries,
            RetryBudget = RetryBudget,
            Drain = Drain,
            Heartbeat = Heartbeat.Snapshot(),
            ResultValidation = ResultValidation,
            Reconnect = Reconnect.Snapshot(),
            Limits = Limits.Snapshot(),
            LoggerFactory = LoggerFactory,
            CallObserver = CallObserver,
            TimeProvider = TimeProvider,
        };
        foreach (McpRevision revision in ProtocolVersions)
            copy.ProtocolVersions.Add(revision);
        foreach (McpHandlerTable table in Handlers)
            copy.Handlers.Add(table);
        return copy;
    }
}
