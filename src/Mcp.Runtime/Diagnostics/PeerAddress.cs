using System.Diagnostics;

namespace Mcp.Diagnostics;

/// <summary>Where a peer is, as far as telemetry wants to know.</summary>
/// <param name="Transport">The kind of connection: <c>pipe</c>, <c>tcp</c>, <c>unix</c>.</param>
/// <param name="Protocol">What is spoken on it below MCP, for instance <c>http</c>; <see langword="null"/> when nothing is.</param>
/// <param name="Host">The server's name or address, if it has one.</param>
/// <param name="Port">The server's port, if it has one.</param>
internal sealed record PeerAddress(string Transport, string? Protocol = null, string? Host = null, int? Port = null)
{
    public static PeerAddress Pipe { get; } = new("pipe");

    public void AddTo(ref TagList tags)
    {
        tags.Add(TelemetryTags.Transport, Transport);
        if (Protocol is not null)
            tags.Add(TelemetryTags.Protocol, Protocol);
        if (Host is not null)
            tags.Add(TelemetryTags.Address, Host);
        if (Port is { } port)
            tags.Add(TelemetryTags.Port, port);
    }
}
