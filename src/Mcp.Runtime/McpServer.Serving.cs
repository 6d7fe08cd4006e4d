using System.Net.WebSockets;
using System.Runtime.InteropServices;
using Mcp.Transports;
using Mcp.Transports.InProcess;
using Mcp.Transports.Stdio;
using Mcp.Transports.WebSockets;

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
    /// Serves one client over a pair of streams until it ends them; frames are lines. At the end of the input, requests that came before are
    /// answered if that takes no longer than 4 s. Both streams are disposed at the end; the same one may stand for both.
    /// </summary>
    /// <param name="input">What the client writes.</param>
    /// <param name="output">What the client reads.</param>
    /// <param name="cancellationToken">Ends the service.</param>
    /// <returns>How it ended.</returns>
    public async Task<McpCloseInfo> ServeAsync(Stream input, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var connection = new StreamConnection(_services, input, output, new AnonymousPeer(_services.Time, StdioServerConnection.Grace));
        using (cancellationToken.UnsafeRegister(static state => _ = ((IConnection)state!).CloseAsync(), connection))
            return await ServeAsync(connection).ConfigureAwait(false);
    }

    /// <summary>
    /// Serves one client over a WebSocket that the app has accepted, until the client closes it; each text message is a frame. The socket is closed and
    /// disposed at the end. Keep-alive is set where the socket is accepted (<c>WebSocketAcceptContext</c>); offer the subprotocol <c>mcp</c> there if the client asks for it.
    /// </summary>
    /// <param name="socket">An open WebSocket.</param>
    /// <param name="cancellationToken">Ends the service: what is queued is sent, and the client told that the server goes away (1001).</param>
    /// <returns>How it ended.</returns>
    public async Task<McpCloseInfo> ServeAsync(WebSocket socket, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(socket);
        StreamConnection connection = WebSocketPeer.Connect(_services, socket, WebSocketCloseStatus.EndpointUnavailable);
        using (cancellationToken.UnsafeRegister(static state => _ = ((IConnection)state!).CloseAsync(), connection))
            return await ServeAsync(connection).ConfigureAwait(false);
    }

    /// <summary>
    /// Serves the client that started this process, over standard input and output. It ends when the client closes the input, when this process
    /// is asked to terminate (SIGTERM) or when the token is cancelled: no further message is taken, requests that came before are answered if
    /// that takes no longer than 4 s, and what still runs then is cancelled. A second SIGTERM ends that wait. Within 5 s the service has ended.
    /// Every line on standard output is a frame: meanwhile <see cref="Console.Out"/> writes to standard error.
    /// </summary>
    /// <param name="cancellationToken">Ends the service.</param>
    /// <returns>How it ended, and whether requests were cut off (<see cref="McpCloseInfo.WorkWasCutOff"/>).</returns>
    public async Task<McpCloseInfo> ServeStdioAsync(CancellationToken cancellationToken = default)
    {
        using var process = new StdioServerConnection(_services);
        StreamConnection connection = process.Connection;
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            connection.EndInput();
        });
        using (cancellationToken.UnsafeRegister(static state => ((StreamConnection)state!).EndInput(), connection))
            return await ServeAsync(connection).ConfigureAwait(false);
    }
}
