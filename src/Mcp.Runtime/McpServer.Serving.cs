using Mcp.Transports.InProcess;
using Mcp.Transports.Stdio;

namespace Mcp;

public sealed partial class McpServer
{
    /// <summary>A transport that reaches this server within the process. Each connect is a session of its own.</summary>
    public McpTransport AsTransport() => new InProcessTransport(_settings.Name, (connection, _) =>
    {
        Attach(connection);
        return ValueTask.CompletedTask;
    });

    /// <summary>
    /// Serves the client that started this process, over standard input and output, until it closes the input. Nothing else may write to
    /// standard output meanwhile: every line there is a frame.
    /// </summary>
    /// <param name="cancellationToken">Ends the service.</param>
    /// <returns>How it ended.</returns>
    public async Task<McpCloseInfo> ServeStdioAsync(CancellationToken cancellationToken = default)
    {
        var connection = StdioServerConnection.Open(_services);
        using (cancellationToken.UnsafeRegister(static state => _ = ((Transports.IConnection)state!).CloseAsync(), connection))
            return await ServeAsync(connection).ConfigureAwait(false);
    }
}
