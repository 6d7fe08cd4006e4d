using System.Net.Security;
using System.Net.WebSockets;
using Mcp.Diagnostics;
using Mcp.Options;
using Mcp.Transports.Sockets;

namespace Mcp.Transports.WebSockets;

/// <summary>A server behind a WebSocket: each text message is a frame.</summary>
internal sealed class WebSocketTransport(WebSocketEndpoint endpoint) : McpTransport
{
    /// <summary>Offered to the server, not demanded of it: MCP has no registered name, and many servers choose none.</summary>
    private const string SubProtocol = "mcp";

    // Neither user info nor a query, which may hold a key.
    public override string Description { get; } = endpoint.Address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    internal override PeerAddress Address { get; } = new("tcp", "websocket", endpoint.Address.IdnHost, endpoint.Address.Port);

    internal override async ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken)
    {
        string? token = await FetchTokenAsync(cancellationToken).ConfigureAwait(false);
        var socket = new ClientWebSocket();
        string? refusal = null;
        try
        {
            Configure(socket.Options, token);
            // An app's own client has checks of its own, and it is the only one to set them.
            if (endpoint.Client is null && endpoint.Address.Scheme == Uri.UriSchemeWss)
                socket.Options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                    errors == SslPolicyErrors.None || Refuse(CertificateRefusal.Describe(errors, certificate, chain, endpoint.Address.IdnHost));
            await socket.ConnectAsync(endpoint.Address, endpoint.Client, cancellationToken).ConfigureAwait(false);
            socket.HttpResponseHeaders = null;
            return WebSocketPeer.Connect(services, socket, WebSocketCloseStatus.NormalClosure);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw;
        }
        catch (Exception error)
        {
            McpException refused = UpgradeFailures.Describe(Description, error, (int)socket.HttpStatusCode, ChallengeOf(socket), new CertificateVerdict(endpoint.Client is null, refusal));
            socket.Dispose();
            throw refused;
        }

        bool Refuse(string reason)
        {
            refusal = reason;
            return false;
        }
    }

    private static string? ChallengeOf(ClientWebSocket socket) =>
        socket.HttpResponseHeaders?.TryGetValue("WWW-Authenticate", out IEnumerable<string>? values) == true ? string.Join(", ", values) : null;

    private async ValueTask<string?> FetchTokenAsync(CancellationToken cancellationToken)
    {
        if (endpoint.Token is not { } fetch)
            return null;
        try
        {
            return await fetch(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not McpException && !(error is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw UpgradeFailures.WithoutToken(Description, error);
        }
    }

    private void Configure(ClientWebSocketOptions options, string? token)
    {
        options.AddSubProtocol(SubProtocol);
        options.CollectHttpResponseDetails = true;
        options.KeepAliveInterval = endpoint.KeepAliveInterval;
#if NET9_0_OR_GREATER
        options.KeepAliveTimeout = endpoint.KeepAliveTimeout;
#endif
        foreach ((string name, string value) in endpoint.Headers)
            options.SetRequestHeader(name, value);
        if (token is not null)
            options.SetRequestHeader("Authorization", $"Bearer {token}");
    }
}
