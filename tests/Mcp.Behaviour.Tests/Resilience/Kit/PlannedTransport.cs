using Mcp.Options;
using Mcp.TestServer;
using Mcp.Transports;

namespace Mcp.Behaviour.Tests.Resilience.Kit;

/// <summary>Reaches a fresh server in this process with each connection, unless the plan refuses the attempt, and cuts connections when told to.</summary>
/// <param name="refuse">The error of the attempt, counted from 1, or nothing.</param>
/// <param name="server">The server of the life, counted from 1; a neutral one when left out.</param>
internal sealed class PlannedTransport(Func<int, Exception?>? refuse = null, Func<int, McpServer>? server = null) : McpTransport
{
    private readonly List<IConnection> _opened = [];
    private int _attempts;

    public override string Description => "planned";

    public int Attempts => Volatile.Read(ref _attempts);

    public int Lives
    {
        get
        {
            lock (_opened)
                return _opened.Count;
        }
    }

    /// <summary>Whether it stands for a child process.</summary>
    public bool IsProcess { get; init; }

    internal override bool StartsProcess => IsProcess;

    public static McpConnectionException Down(string detail = "it is down", TimeSpan? retryAfter = null) =>
        new(new McpCloseInfo(McpCloseReason.ConnectFailed) { Detail = detail, RetryAfter = retryAfter });

    public void Cut(McpCloseInfo? how = null)
    {
        IConnection last;
        lock (_opened)
            last = _opened[^1];
        last.Abort(how ?? new McpCloseInfo(McpCloseReason.IoError) { Detail = "cut" });
    }

    internal override async ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken)
    {
        await services.Scheduler.SwitchTo();
        cancellationToken.ThrowIfCancellationRequested();
        int attempt = Interlocked.Increment(ref _attempts);
        if (refuse?.Invoke(attempt) is { } error)
            throw error;
        IConnection connection = await (server?.Invoke(Lives + 1) ?? Neutral()).AsTransport().OpenAsync(services, cancellationToken);
        lock (_opened)
            _opened.Add(connection);
        return connection;
    }

    private static McpServer Neutral() => new(new McpServerOptions { Handlers = { new NeutralServer().Table() } });
}
