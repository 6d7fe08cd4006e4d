using Mcp.Bench.Wire;

namespace Mcp.Bench.Calls;

/// <summary>This library behind a contract, as an app has it.</summary>
internal abstract class ContractColumn(Wiring wiring, McpClient client) : CallColumn
{
    public static async Task<CallColumn> ConnectAsync(McpRevision revision, Func<Wiring, McpClient, ContractColumn> create)
    {
        var wiring = new Wiring(revision);
        var options = new McpClientOptions { Reconnect = { Enabled = false } };
        options.ProtocolVersions.Add(revision);
        return create(wiring, await McpClient.ConnectAsync(new MemoryTransport(wiring), options));
    }

    public override async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await wiring.EndAsync();
    }
}

/// <summary>A method that returns <see cref="Task{TResult}"/>.</summary>
internal sealed class TaskColumn(Wiring wiring, McpClient client) : ContractColumn(wiring, client)
{
    private readonly IEcho _echo = client.As<IEcho>();

    public override string Name => "this library, Task";

    public static Task<CallColumn> ConnectAsync(McpRevision revision) => ConnectAsync(revision, (wiring, client) => new TaskColumn(wiring, client));

    public override async Task CallAsync(string message, int count)
    {
        for (int i = 0; i < count; i++)
            Check(message, await _echo.EchoAsync(message));
    }
}

/// <summary>A method that returns <see cref="ValueTask{TResult}"/>.</summary>
internal sealed class ValueTaskColumn(Wiring wiring, McpClient client) : ContractColumn(wiring, client)
{
    private readonly IEchoValue _echo = client.As<IEchoValue>();

    public override string Name => "ValueTask<string>";

    public static Task<CallColumn> ConnectAsync(McpRevision revision) => ConnectAsync(revision, (wiring, client) => new ValueTaskColumn(wiring, client));

    public override async Task CallAsync(string message, int count)
    {
        for (int i = 0; i < count; i++)
            Check(message, await _echo.EchoAsync(message));
    }
}

/// <summary>A method that returns <see cref="ValueTask"/>: only that the tool succeeded.</summary>
internal sealed class DoneColumn(Wiring wiring, McpClient client) : ContractColumn(wiring, client)
{
    private readonly IEchoDone _echo = client.As<IEchoDone>();

    public override string Name => "ValueTask";

    public static Task<CallColumn> ConnectAsync(McpRevision revision) => ConnectAsync(revision, (wiring, client) => new DoneColumn(wiring, client));

    public override async Task CallAsync(string message, int count)
    {
        for (int i = 0; i < count; i++)
            await _echo.EchoAsync(message);
    }
}
