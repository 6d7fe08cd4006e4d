using Mcp.Catalog;
using Mcp.Sessions;

namespace Mcp;

/// <summary>Resources by address, over every revision. Addresses are texts: nothing is normalised, since servers compare them as such.</summary>
public static class McpResourceExtensions
{
    internal static readonly McpMethod<string, McpJson> Subscribe = new("resources/subscribe", WriteUri, McpJson.Read) { Retry = McpRetry.Replayed };

    internal static readonly McpMethod<string, McpJson> Unsubscribe = new("resources/unsubscribe", WriteUri, McpJson.Read);

    private static readonly McpMethod<string?, McpPage<McpResource>> ListResources = new("resources/list", CursorParams.Write,
        static (ref McpJsonReader reader) => ListReader.ReadPage(ref reader, "ListResourcesResult", "resources"u8, McpResource.Read))
    {
        Retry = McpRetry.Safe,
    };

    private static readonly McpMethod<string?, McpPage<McpResourceTemplate>> ListTemplates = new("resources/templates/list", CursorParams.Write,
        static (ref McpJsonReader reader) => ListReader.ReadPage(ref reader, "ListResourceTemplatesResult", "resourceTemplates"u8, McpResourceTemplate.Read))
    {
        Retry = McpRetry.Safe,
    };

    private static readonly McpMethod<string, IReadOnlyList<McpResourceContents>> ReadResource = new(
        "resources/read",
        WriteUri,
        static (ref McpJsonReader reader) => ListReader.ReadPage(ref reader, "ReadResourceResult", "contents"u8, McpResourceContents.Read).Items)
    {
        NameMember = "uri",
        Retry = McpRetry.Safe,
    };

    /// <summary>The resources that the server lists, fetched page by page.</summary>
    public static McpPages<McpResource> ListResourcesAsync(this McpCaller caller, McpCallOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return new McpPages<McpResource>((cursor, cancellationToken) => caller.InvokeAsync(ListResources, cursor, options, cancellationToken));
    }

    /// <summary>The templates of further resources, fetched page by page.</summary>
    public static McpPages<McpResourceTemplate> ListResourceTemplatesAsync(this McpCaller caller, McpCallOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return new McpPages<McpResourceTemplate>((cursor, cancellationToken) => caller.InvokeAsync(ListTemplates, cursor, options, cancellationToken));
    }

    /// <summary>Reads a resource; one address may stand for several contents.</summary>
    /// <param name="caller">Where to.</param>
    /// <param name="uri">The resource's address.</param>
    /// <param name="options">Time limit, progress, extra <c>_meta</c>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="McpRemoteException">There is no such resource: code −32002, from 2026-07-28 on −32602.</exception>
    public static ValueTask<IReadOnlyList<McpResourceContents>> ReadResourceAsync(
        this McpCaller caller, string uri, McpCallOptions options = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentException.ThrowIfNullOrEmpty(uri);
        return caller.InvokeAsync(ReadResource, uri, options, cancellationToken);
    }

    /// <summary>
    /// Asks a server of the stateful era to tell when a resource changes. The request alone: it is forgotten with its connection.
    /// <c>McpClient.WatchResourceAsync</c> does all of it, in both eras.
    /// </summary>
    /// <exception cref="McpUnsupportedException">The revision is stateless.</exception>
    public static async ValueTask SubscribeResourceAsync(this McpCaller caller, string uri, McpCallOptions options = default, CancellationToken cancellationToken = default)
    {
        Check(caller, uri, Subscribe.Name);
        await caller.InvokeAsync(Subscribe, uri, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a <see cref="SubscribeResourceAsync"/> back.</summary>
    /// <exception cref="McpUnsupportedException">The revision is stateless.</exception>
    public static async ValueTask UnsubscribeResourceAsync(this McpCaller caller, string uri, McpCallOptions options = default, CancellationToken cancellationToken = default)
    {
        Check(caller, uri, Unsubscribe.Name);
        await caller.InvokeAsync(Unsubscribe, uri, options, cancellationToken).ConfigureAwait(false);
    }

    private static void Check(McpCaller caller, string uri, string method)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentException.ThrowIfNullOrEmpty(uri);
        StatefulOnly.Check(caller, method, "Use McpClient.WatchResourceAsync, which listens instead.");
    }

    private static void WriteUri(McpJsonWriter writer, string uri)
    {
        writer.StartObject();
        writer.Name("\"uri\":"u8);
        writer.WriteString(uri);
        writer.EndObject();
    }
}
