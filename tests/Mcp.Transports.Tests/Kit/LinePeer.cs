using System.Text;

namespace Mcp.Transports.Tests.Kit;

/// <summary>A server by hand over a stream of lines.</summary>
internal sealed class LinePeer(Stream stream) : HandPeer
{
    private readonly StreamReader _reader = new(stream, Encoding.UTF8);

    public override Task<string?> ReadAsync() => _reader.ReadLineAsync();

    public override async Task SendAsync(string frame) => await stream.WriteAsync(Encoding.UTF8.GetBytes(frame + "\n"));
}
