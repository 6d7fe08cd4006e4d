using Mcp.Bench.Wire;

namespace Mcp.Bench.Calls;

/// <summary>This library behind an interface that returns <see cref="Task{TResult}"/>, written as a contract's generated implementation is.</summary>
internal sealed class TaskColumn : CallColumn
{
    private readonly Wiring _wiring;
    private readonly McpClient _client;
    private readonly IEcho _echo;

    private TaskColumn(Wiring wiring, McpClient client, IEcho echo)
    {
        _wiring = wiring;
        _client = client;
        _echo = echo;
    }

    private interface IEcho
    {
        Task<string> EchoAsync(string message, CancellationToken cancellationToken = default);
    }

    public override string Name => "this library, Task";

    public static async Task<CallColumn> ConnectAsync(McpRevision revision)
    {
        var wiring = new Wiring(revision);
        var options = new McpClientOptions { Reconnect = { Enabled = false } };
        options.ProtocolVersions.Add(revision);
        McpClient client = await McpClient.ConnectAsync(new MemoryTransport(wiring), options);
        return new TaskColumn(wiring, client, new Implementation(client));
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

    private sealed class Implementation(McpCaller caller) : IEcho
    {
        private static readonly McpMethod<string, string> Echo = McpToolMethod.Text<string>("echo", static (writer, message) =>
        {
            writer.StartObject();
            writer.Name("\"message\":"u8);
            writer.WriteString(message);
            writer.EndObject();
        });

        public Task<string> EchoAsync(string message, CancellationToken cancellationToken = default) =>
            caller.InvokeAsync(Echo, message, default, cancellationToken).AsTask();
    }
}
