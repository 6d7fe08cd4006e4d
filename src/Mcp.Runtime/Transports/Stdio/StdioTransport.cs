using Mcp.Options;

namespace Mcp.Transports.Stdio;

/// <summary>Starts a server as a child process for each connection.</summary>
internal sealed class StdioTransport : McpTransport
{
    private readonly McpStdioOptions _options;

    public StdioTransport(McpStdioOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Snapshot();
    }

    /// <summary>The command alone: arguments may hold secrets.</summary>
    public override string Description => _options.Command;

    internal override bool StartsProcess => true;

    internal override async ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken)
    {
        // Starting a process blocks for some milliseconds, which is not the caller's business.
        await services.Scheduler.SwitchTo();
        cancellationToken.ThrowIfCancellationRequested();
        ChildProcess child = ChildProcess.Start(_options, services);
        return new StreamConnection(services, child.Input, child.Output, new ChildPeer(child, _options, services));
    }
}
