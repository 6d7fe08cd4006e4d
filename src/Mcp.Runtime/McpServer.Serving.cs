using Mcp.Transports;
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

    /// <summary>Serves one client over a pair of streams until it ends them; frames are lines. Both streams are disposed at the end; the same one may stand for both.</summary>
    /// <param name="input">What the client writes.</param>
    /// <param name="output">What the client reads.</param>
    /// <param name="cancellationToken">Ends the service.</param>
    /// <returns>How it ended.</returns>
    public async Task<McpCloseInfo> ServeAsync(Stream input, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var connection = new StreamConnection(_services, input, output);
        using (cancellationToken.UnsafeRegister(static state => _ = ((IConnection)state!).CloseAsync(), connection))
            return await ServeAsync(connection).ConfigureAwait(false);
    }

    /// <summary>
    /// Serves the client that started this process, over standard input and output, until it closes the input. Nothing else may write to
    /// standard output meanwhile: every line there is a frame.
    /// </summary>
    /// <param name="cancellationToken">Ends the service.</param>
    /// <returns>How it ended.</returns>
    public async Task<McpCloseInfo> ServeStdioAsync(CancellationToken cancellationToken = default)
    {
        var connection = StdioServerConnection.Open(_services);
        using (cancellationToken.UnsafeRegister(static state => _ = ((IConnection)state!).CloseAsync(), connection))
            return await ServeAsync(connection).ConfigureAwait(false);
    }
}
