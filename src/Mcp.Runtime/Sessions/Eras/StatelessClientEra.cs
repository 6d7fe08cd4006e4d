using System.Text;
using System.Text.Json;
using Mcp.Transports;
using Mcp.Wire;

namespace Mcp.Sessions;

/// <summary>A client in revision 2026-07-28: every request says who asks and what it can do; the server asks back through its results.</summary>
internal sealed class StatelessClientEra : ClientEra
{
    private readonly SessionSettings _settings;
    private readonly ToolHeaders _toolHeaders = new();
    private McpRevision _revision;
    private byte[] _meta;

    public StatelessClientEra(SessionSettings settings)
    {
        _settings = settings;
        _revision = settings.Revisions[0];
        _meta = EncodeMeta();
    }

    public override McpRevision? Revision => _revision;

    public override bool HasMeta => true;

    public override byte[]? LogLevelMember => _settings.LogLevel.Member;

    public override void WriteMeta(McpJsonWriter writer) => writer.Name(_meta);

    public override async ValueTask<PeerDescription> OpenAsync(Session session, CancellationToken cancellationToken)
    {
        DiscoveredServer server;
        try
        {
            server = await DiscoverAsync(session, cancellationToken).ConfigureAwait(false);
        }
        catch (McpRemoteException refused) when (refused.Code == McpErrorCodes.UnsupportedProtocolVersion)
        {
            Choose(Handshake.SupportedVersions(refused), refused);
            server = await DiscoverAsync(session, cancellationToken).ConfigureAwait(false);
        }
        catch (McpRemoteException refusal)
        {
            throw Handshake.Refused(_settings, refusal);
        }

        if (!server.Versions.Contains(_revision.Date))
            Choose(server.Versions, null);
        var description = new PeerDescription(_revision, server.Capabilities, server.Implementation, server.Instructions);
        session.PeerDescription = description;
        session.Connection.OnNegotiated(_revision);
        return description;
    }

    public override bool TryContinue(PendingCall call)
    {
        if (call.Method.Name == MethodNames.ListTools && call.Session!.Connection.HasExchanges)
            _toolHeaders.Learn(call.Response.Span);
        // Absent counts as complete; other tags belong to extensions that were not declared, and the result's reader will not fit them.
        if (!IsInputRequired(call.Response.Span))
            return false;
        _ = new InputRequiredDriver(call, _settings, _revision).RunAsync();
        return true;
    }

    public override HeaderProjection? ProjectHeaders(McpMethod method, ReadOnlySpan<byte> frame) =>
        method.Name == MethodNames.CallTool ? _toolHeaders.Find(frame) : null;

    public override bool TryRecover(PendingCall call)
    {
        if (call.HeadersRefreshed || call.Method.Name != MethodNames.CallTool || !call.Session!.Connection.HasExchanges
            || CallErrors.TryReadCode(call.Response.Span) != McpErrorCodes.HeaderMismatch)
            return false;
        call.HeadersRefreshed = true;
        _ = RetryWithHeadersAsync(call);
        return true;
    }

    public override void GiveUp(Session session, PendingCall call)
    {
        // Over HTTP closing the exchange is the cancel; a pipe has nothing to close and needs the notification.
        if (session.Connection.HasExchanges)
            session.Connection.Abandon(call.Id);
        else
            session.Notify(CancelledNotification.Method, new CancelledNotification(call.Id, call.Outcome));
    }

    public override bool TryServe(Session session, in Envelope request, string method)
    {
        // This era's servers may not send requests, and its clients may not send responses.
        session.OnNoise($"a request '{method}', which a server of revision {_revision} may not send");
        return true;
    }

    public override bool TryObserve(Session session, in Envelope notification)
    {
        if (notification.Params.IsEmpty)
            return false;
        McpJsonReader meta = new McpJsonReader(notification.Params).Find("_meta"u8);
        if (meta.TokenType != JsonTokenType.StartObject)
            return false;
        McpJsonReader subscription = meta.Find("io.modelcontextprotocol/subscriptionId"u8);
        if (subscription.TokenType != JsonTokenType.Number)
            return false;
        // What comes after a listener has left is for nobody: the others have their own.
        session.DeliverToSubscription(subscription.ReadInt64(), Encoding.UTF8.GetString(notification.Method), notification.Params);
        return true;
    }

    private static bool IsInputRequired(ReadOnlySpan<byte> result)
    {
        try
        {
            return new McpJsonReader(result).Find("resultType"u8).ValueIs("input_required"u8);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // A name or a text with half of a surrogate pair. Nobody is here to catch it; the result's own reader tells the caller.
            return false;
        }
    }

    private static async Task RetryWithHeadersAsync(PendingCall call)
    {
        Session session = call.Session!;
        TimeProvider time = session.Services.Time;
        long deadline = call.Deadline;
        CancellationToken cancellationToken = call.CancellationToken;
        CallLeg leg = call.BeginNextLeg();
        try
        {
            await ToolHeaders.RefreshAsync(session, deadline, cancellationToken).ConfigureAwait(false);
            call.Router.Submit(leg);
        }
        catch (McpTimeoutException) when (deadline <= time.GetTimestamp())
        {
            // Nobody else watches the call while its headers are being learned.
            call.TryTimeOut(leg.Version, time.GetTimestamp(), WaitsFor.Headers);
        }
        catch (Exception error)
        {
            McpException failure = error as McpException ?? new McpProtocolException($"The tools could not be listed to learn their headers: {error.Message}", error);
            call.TrySettle(leg.Version, LegOutcome.Failed, failure);
        }
    }

    private ValueTask<DiscoveredServer> DiscoverAsync(Session session, CancellationToken cancellationToken) =>
        session.Peer.InvokeAsync(Handshake.Discover, _settings, new McpCallOptions { Timeout = _settings.NegotiateTimeout }, cancellationToken);

    private void Choose(IReadOnlyList<string> supported, Exception? cause)
    {
        _revision = _settings.Revisions.FirstOrDefault(revision => supported.Contains(revision.Date))
            ?? throw Handshake.NoCommonRevision(_settings, supported, cause);
        _meta = EncodeMeta();
    }

    /// <summary>The members are the same for every request, so they are written once.</summary>
    private byte[] EncodeMeta()
    {
        McpJsonWriter writer = McpJsonWriter.Rent(Buffers.BufferPool.Shared);
        try
        {
            writer.StartObject();
            writer.Name(MetaNames.ProtocolVersion);
            writer.WriteString(_revision.Date);
            writer.Name(MetaNames.ClientInfo);
            Handshake.WriteImplementation(writer, _settings);
            writer.Name(MetaNames.ClientCapabilities);
            writer.WriteJson(_settings.Handlers.Capabilities(_revision));
            return writer.Written[1..].ToArray();
        }
        finally
        {
            writer.Discard();
        }
    }
}
