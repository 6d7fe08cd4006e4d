using Mcp.Bench.Wire;

namespace Mcp.Bench.Calls;

/// <summary>This library behind a contract, as an app has it: the generated implementation returns <see cref="Task{TResult}"/>.</summary>
internal sealed class TaskColumn : CallColumn
{
    private readonly Wiring _wiring;
    private readonly McpClient _client;
    private readonly IEcho _echo;

    private TaskColumn(Wiring wiring, McpClient client)
    {
        _wiring = wiring;
        _client = client;
        _echo = client.As<IEcho>();
    }

    public override string Name => "this library, Task";

    public static async Task<CallColumn> ConnectAsync(McpRevision revision)
    {
        var wiring = new Wiring(revision);
        var options = new McpClientOptions { Reconnect = { Enabled = false } };
        options.ProtocolVersions.Add(revision);
        return new TaskColumn(wiring, await McpClient.ConnectAsync(new MemoryTransport(wiring), options));
    }

    public override async Task CallAsync(string message, int count)
    {
        for (int i = 0; i < count; i++)
            Check(message, await _echo.EchoAsync(message));
    }

    public override async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _wiring.EndAsync();
    }
}
