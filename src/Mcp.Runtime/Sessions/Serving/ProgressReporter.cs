using System.Text.Json;
using Mcp.Buffers;
using Mcp.Wire;

namespace Mcp.Sessions;

/// <summary>Sends progress for one request of the peer, if the peer asked for it by a token.</summary>
internal sealed class ProgressReporter
{
    private readonly Session _session;
    private readonly PeerRequestId _request;
    private readonly byte[]? _token;
    private readonly bool _hasMessage;

    public ProgressReporter(Session session, PeerRequestId request, McpRevision revision, ReadOnlySpan<byte> parameters)
    {
        _session = session;
        _request = request;
        _hasMessage = revision != McpRevision.V2024_11_05;
        if (parameters.IsEmpty)
            return;
        var reader = new McpJsonReader(parameters);
        McpJsonReader meta = reader.Find("_meta"u8);
        if (meta.TokenType != JsonTokenType.StartObject)
            return;
        McpJsonReader token = meta.Find("progressToken"u8);
        if (token.TokenType is JsonTokenType.String or JsonTokenType.Number)
            _token = token.ReadRaw().ToArray();
    }

    public void Report(double progress, double? total, string? message)
    {
        if (_token is null)
            return;
        McpJsonWriter writer = McpJsonWriter.Rent(_session.Services.Buffers);
        Payload frame;
        try
        {
            writer.WriteRaw("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":"u8);
            writer.WriteRaw(_token);
            writer.Name("\"progress\":"u8);
            writer.WriteNumber(progress);
            if (total is { } end)
            {
                writer.Name("\"total\":"u8);
                writer.WriteNumber(end);
            }

            if (message is not null && _hasMessage)
            {
                writer.Name("\"message\":"u8);
                writer.WriteString(message);
            }

            writer.WriteRaw("}}"u8);
            frame = writer.Detach();
        }
        catch
        {
            writer.Discard();
            throw;
        }

        _session.SendFrame(frame, _request);
    }
}
