using Mcp.Bench.Wire;
using ModelContextProtocol.Protocol;
using Sdk = ModelContextProtocol.Client;

namespace Mcp.Bench.Calls;

/// <summary>The official SDK over the same streams. Its argument dictionary is built once per caller, which is kind to it.</summary>
internal sealed class SdkColumn : CallColumn
{
    private readonly Wiring _wiring;
    private readonly Sdk.McpClient _client;

    private SdkColumn(Wiring wiring, Sdk.McpClient client)
    {
        _wiring = wiring;
        _client = client;
    }

    public override string Name => "official SDK";

    public static async Task<CallColumn> ConnectAsync(McpRevision revision)
    {
        var wiring = new Wiring(revision);
        // At its default it asks for the newest revision, which the responder then has.
        var options = new Sdk.McpClientOptions { ProtocolVersion = revision.Era == McpEra.Stateless ? null : revision.Date };
        Sdk.McpClient client = await Sdk.McpClient.CreateAsync(new StreamClientTransport(wiring.ToServer, wiring.ToClient), options);
        if (client.NegotiatedProtocolVersion != revision.Date)
            throw new InvalidOperationException($"The SDK agreed on {client.NegotiatedProtocolVersion} where {revision} was to be measured.");
        return new SdkColumn(wiring, client);
    }

    public override async Task CallAsync(string message, int count)
    {
        var arguments = new Dictionary<string, object?> { ["message"] = message };
        for (int i = 0; i < count; i++)
        {
            CallToolResult result = await _client.CallToolAsync("echo", arguments);
            Check(message, (result.Content[0] as TextContentBlock)?.Text);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _wiring.EndAsync();
        await _client.DisposeAsync();
    }
}
