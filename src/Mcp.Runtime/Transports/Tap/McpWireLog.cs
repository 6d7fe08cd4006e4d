using Mcp.Transports.Tap;
using Microsoft.Extensions.Logging;

namespace Mcp;

/// <summary>
/// A wire tap that writes one line per frame: time, connection, direction, and what the frame is. What it says is written only when asked
/// for, with the values of members that are named like secrets replaced by <c>***</c>; secrets under other names are written then. Thread-safe.
/// </summary>
public sealed class McpWireLog : IMcpCallObserver
{
    private readonly TextWriter? _writer;
    private readonly ILogger? _logger;
    private readonly bool _logPayloads;

    private McpWireLog(TextWriter? writer, ILogger? logger, bool logPayloads)
    {
        _writer = writer;
        _logger = logger;
        _logPayloads = logPayloads;
    }

    /// <summary>Writes to a text writer, line by line. Not to the standard output of a server over stdio: that belongs to the protocol.</summary>
    /// <param name="writer">Stays open and belongs to the caller.</param>
    /// <param name="logPayloads">Whether to write what frames say, too. Default: no.</param>
    public static McpWireLog To(TextWriter writer, bool logPayloads = false)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return new McpWireLog(TextWriter.Synchronized(writer), null, logPayloads);
    }

    /// <summary>Writes to a log, at <see cref="LogLevel.Trace"/> only; while that is off nothing is done.</summary>
    /// <param name="logger">The log.</param>
    /// <param name="logPayloads">Whether to write what frames say, too. Default: no.</param>
    public static McpWireLog To(ILogger logger, bool logPayloads = false)
    {
        ArgumentNullException.ThrowIfNull(logger);
        return new McpWireLog(null, logger, logPayloads);
    }

    /// <inheritdoc/>
    public void OnSent(in McpFrameInfo frame, ReadOnlySpan<byte> utf8) => Write(sent: true, frame, utf8);

    /// <inheritdoc/>
    public void OnReceived(in McpFrameInfo frame, ReadOnlySpan<byte> utf8) => Write(sent: false, frame, utf8);

    private void Write(bool sent, in McpFrameInfo frame, ReadOnlySpan<byte> utf8)
    {
        if (_logger is null)
            _writer!.WriteLine(WireLine.Format(sent, frame, utf8, _logPayloads));
        else if (_logger.IsEnabled(LogLevel.Trace))
            Diagnostics.Log.Frame(_logger, WireLine.Format(sent, frame, utf8, _logPayloads));
    }
}
