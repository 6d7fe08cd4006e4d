using System.Net.Security;
using Mcp.Options;
using Mcp.Scheduling;
using Mcp.Transports;
using Mcp.Transports.Listening;
using Mcp.Transports.Sockets;

namespace Mcp;

public sealed partial class McpListener
{
    /// <summary>One client, from its first byte to its last. Whatever goes wrong here stays here.</summary>
    private sealed class Client(McpListener listener, Stream stream)
    {
        private readonly Completion<bool> _ended = new(listener._services.Scheduler);
        private Stream _stream = stream;
        private StreamConnection? _connection;

        public Task Ended => _ended.Task;

        private RuntimeServices Services => listener._services;

        private bool IsClosing => listener._closing.IsCancellationRequested;

        public void Run() => _ = RunAsync();

        /// <summary>The listener is being disposed: nothing more is taken, what was asked is answered.</summary>
        public void End() => Volatile.Read(ref _connection)?.EndInput(mayHurry: false);

        private async Task RunAsync()
        {
            try
            {
                await ServeOrRefuseAsync().ConfigureAwait(false);
            }
            catch (Exception error)
            {
                if (!IsClosing && listener._failedLog.TryEnter(out long suppressed))
                    ListenerLog.ClientFailed(Services.Log, listener.Address, suppressed, error);
            }

            await CloseAsync().ConfigureAwait(false);
            listener._clients.TryRemove(this, out _);
            _ended.TrySet(true);
        }

        private async Task ServeOrRefuseAsync()
        {
            if (TryEnter(ref listener._sessions, listener._options.MaxSessions))
            {
                try
                {
                    ListenerLog.ClientAccepted(Services.Log, listener.Address, listener.Sessions);
                    await ServeAsync().ConfigureAwait(false);
                }
                finally
                {
                    ListenerLog.ClientLeft(Services.Log, listener.Address, Interlocked.Decrement(ref listener._sessions));
                }

                return;
            }

            if (listener._refusedLog.TryEnter(out long suppressed))
                ListenerLog.ClientRefused(Services.Log, listener.Address, listener._options.MaxSessions, suppressed);
            if (!TryEnter(ref listener._refusals, MaxRefusals))
                return;
            try
            {
                await RefuseAsync().ConfigureAwait(false);
            }
            finally
            {
                Interlocked.Decrement(ref listener._refusals);
            }
        }

        private async Task ServeAsync()
        {
            await SecureAsync().ConfigureAwait(false);
            McpServer server = listener._newServer();
            StreamConnection connection = Connect(server.Services);
            await server.ServeAsync(connection).ConfigureAwait(false);
        }

        private async Task RefuseAsync()
        {
            await SecureAsync().ConfigureAwait(false);
            string reason = $"The server has no room: it serves {listener._options.MaxSessions} clients already. Try again later.";
            await new Refusal(Services, Connect(Services), reason).RunAsync().ConfigureAwait(false);
        }

        private StreamConnection Connect(RuntimeServices services)
        {
            var connection = new StreamConnection(services, new HalfClosedInput(_stream), _stream, new SocketPeer(services.Time, listener._options.DrainTimeout));
            Volatile.Write(ref _connection, connection);
            // The listener may have looked just before.
            if (IsClosing)
                connection.EndInput(mayHurry: false);
            return connection;
        }

        private async Task SecureAsync()
        {
            if (listener._options.Tls is not { } tls)
                return;
            var secure = new SslStream(_stream, leaveInnerStreamOpen: false);
            _stream = secure;
            using var limit = new CancellationTokenSource(listener._options.HandshakeTimeout, Services.Time);
            using (listener._closing.Token.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), limit))
                await secure.AuthenticateAsServerAsync(tls, limit.Token).ConfigureAwait(false);
        }

        private async ValueTask CloseAsync()
        {
            try
            {
                await _stream.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception)
            {
                // A broken stream may fail to flush while it closes; it is closed all the same.
            }
        }
    }
}
