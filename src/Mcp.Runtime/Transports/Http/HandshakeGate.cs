using Mcp.Wire;

namespace Mcp.Transports.Http;

/// <summary>
/// Holds frames back until the server has taken <c>notifications/initialized</c>. Exchanges are independent: a request that overtakes it on
/// another socket is an error to servers that insist on the order of the handshake.
/// </summary>
internal sealed class HandshakeGate
{
    private readonly object _lock = new();
    private bool _passed;
    private Queue<OutboundFrame>? _held;

    /// <summary>Takes the frame if it has to wait. Otherwise tells whether it is the one that the next ones wait for.</summary>
    public bool TryHold(in OutboundFrame frame, out bool endsHandshake)
    {
        lock (_lock)
        {
            endsHandshake = !_passed && frame.RequestId == 0 && frame.Revision?.Era == McpEra.Stateful
                && EnvelopeScanner.Scan(frame.Payload.Span).Method.SequenceEqual("notifications/initialized"u8);
            if (endsHandshake)
            {
                _passed = true;
                _held = new Queue<OutboundFrame>();
            }
            else if (_held is not null)
            {
                _held.Enqueue(frame);
                return true;
            }

            return false;
        }
    }

    /// <summary>The next frame that waited, in order. When there is none the gate is open: frames pass without stopping from then on.</summary>
    public bool TryRelease(out OutboundFrame frame)
    {
        lock (_lock)
        {
            if (_held is not null && _held.TryDequeue(out frame))
                return true;
            _held = null;
            frame = default;
            return false;
        }
    }
}
