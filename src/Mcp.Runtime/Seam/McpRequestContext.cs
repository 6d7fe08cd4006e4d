namespace Mcp;

/// <summary>What a handler knows of the request or notification it serves, and the way back to the peer.</summary>
public abstract class McpRequestContext
{
    /// <summary>The method's name.</summary>
    public abstract string Method { get; }

    /// <summary>
    /// Who asks, as the peer said it of itself (<c>serverInfo</c> or <c>clientInfo</c>): in the handshake, or since 2026-07-28 in the request,
    /// where it can be read until the handler has returned. Undefined when it is not known.
    /// </summary>
    public virtual McpJson PeerInfo => default;

    /// <summary>The name in <see cref="PeerInfo"/>; empty when it is not known. It is what the peer claims, no proof.</summary>
    public string PeerName => PeerInfo.TryGetProperty("name", out McpJson name) && name.Kind == System.Text.Json.JsonValueKind.String ? name.GetString() : "";

    /// <summary>The request's id as the peer gave it, a number or a string; undefined for a notification.</summary>
    public virtual McpJson RequestId => default;

    /// <summary>The revision that the request is in.</summary>
    public abstract McpRevision Revision { get; }

    /// <summary>The peer that sent it: notifications can be sent to it and, in the stateful era, requests.</summary>
    public abstract McpCaller Peer { get; }

    /// <summary>
    /// Sends a notification that belongs to this request: over HTTP it travels on the request's own stream, and in a subscription
    /// (<c>subscriptions/listen</c>, 2026-07-28) it carries the subscription's id. Completes when the connection has room for more.
    /// </summary>
    public abstract ValueTask NotifyAsync<TParams>(McpNotificationMethod<TParams> method, TParams parameters);

    /// <summary>Reports progress to the peer. Does nothing when the peer did not ask for it; after the handler has returned it does nothing either. Completes when the connection has room for more.</summary>
    /// <param name="progress">Must grow with each report.</param>
    /// <param name="total">What it will reach at the end, if known.</param>
    /// <param name="message">What is being done; dropped in 2024-11-05, which has no such member.</param>
    public abstract ValueTask ReportProgressAsync(double progress, double? total = null, string? message = null);
}
