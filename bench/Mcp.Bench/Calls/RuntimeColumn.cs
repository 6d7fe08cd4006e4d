using Mcp.Bench.Wire;

namespace Mcp.Bench.Calls;

/// <summary>This library: a tool's descriptor over the client.</summary>
internal sealed class RuntimeColumn : CallColumn
{
    public static readonly McpMethod<string, string> Echo = McpToolMethod.Text<string>("echo", static (writer, message) =>
    {
        writer.StartObject();
        writer.Name("\"message\":"u8);
        writer.WriteString(message);
        writer.EndObject();
    });

    private readonly Wiring _wiring;
    private readonly McpClient _client;

    private RuntimeColumn(Wiring wiring, McpClient client)
    {
        _wiring = wiring;
        _client = client;
    }

    public override string Name => "this library";

    public static async Task<CallColumn> ConnectAsync(McpRevision revision)
    {
        var wiring = new Wiring(revision);
        var options = new McpClientOptions { Reconnect = { Enabled = false } };
        options.ProtocolVersions.Add(revision);
        return new RuntimeColumn(wiring, await McpClient.ConnectAsync(new MemoryTransport(wiring), options));
    }

    public override async Task CallAsync(string message, int count)
    {
        for (int i = 0; i < count; i++)
            Check(message, await _client.InvokeAsync(Echo, message));
    }

    public override async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _wiring.EndAsync();
    }
}
