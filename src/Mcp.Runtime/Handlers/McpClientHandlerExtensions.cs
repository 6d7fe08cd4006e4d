namespace Mcp;

/// <summary>
/// Answers to what servers ask of a client, in every revision: as requests in the stateful era, as required input from 2026-07-28 on. Each
/// call declares the capability that belongs to it. Handlers run on the thread pool, several at once; the context says which server asks,
/// and the token is cancelled when the server takes its question back or the connection ends. A <see cref="McpRequestException"/> is told to
/// the server as it is; of any other exception it hears only that the handler failed.
/// </summary>
public static class McpClientHandlerExtensions
{
    /// <summary>Answers when a server asks for a message of a model.</summary>
    /// <param name="options">The client's options.</param>
    /// <param name="handler">Gets the message.</param>
    /// <param name="acceptsTools">
    /// Whether the handler gives the model the tools that a request names (<c>sampling.tools</c>, from 2025-11-25 on; they stand in
    /// <see cref="McpSamplingRequest.Raw"/>). Default: a request that names any is refused, as the protocol demands.
    /// </param>
    public static McpClientOptions OnSampling(
        this McpClientOptions options,
        Func<McpSamplingRequest, McpRequestContext, CancellationToken, ValueTask<McpSamplingResponse>> handler,
        bool acceptsTools = false)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(handler);
        var table = new McpHandlerTable();
        table.Declare("sampling", acceptsTools ? McpJson.Parse("""{"tools":{}}""") : McpJson.EmptyObject);
        table.Serve("sampling/createMessage", McpSamplingRequest.Read, McpSamplingResponse.Write, (request, context, cancellationToken) =>
            request.NamesTools && !acceptsTools
                ? throw new McpRequestException(McpErrorCodes.InvalidParams, "This client takes no tools: it has not declared sampling.tools.")
                : handler(request, context, cancellationToken));
        options.Handlers.Add(table);
        return options;
    }

    /// <summary>Answers when a server asks which folders it may work in.</summary>
    /// <param name="options">The client's options.</param>
    /// <param name="handler">Gets the folders.</param>
    public static McpClientOptions OnRoots(this McpClientOptions options, Func<McpRequestContext, CancellationToken, ValueTask<IReadOnlyList<McpRoot>>> handler)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(handler);
        var table = new McpHandlerTable();
        table.Declare("roots");
        table.Serve("roots/list", McpJson.Read, McpRoot.WriteResult, (_, context, cancellationToken) => handler(context, cancellationToken));
        options.Handlers.Add(table);
        return options;
    }

    /// <summary>Answers when a server asks the user for something. Revisions before 2025-06-18 have no such question; nothing is declared there.</summary>
    /// <param name="options">The client's options.</param>
    /// <param name="handler">Asks the user.</param>
    /// <param name="acceptsUrls">Whether the handler can have the user open a page (from 2025-11-25 on), too. Default: forms only.</param>
    public static McpClientOptions OnElicitation(
        this McpClientOptions options,
        Func<McpElicitationRequest, McpRequestContext, CancellationToken, ValueTask<McpElicitationResponse>> handler,
        bool acceptsUrls = false)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(handler);
        var table = new McpHandlerTable { Since = McpRevision.V2025_06_18 };
        // An empty object means forms, and is all that 2025-06-18 knows.
        table.Declare("elicitation", acceptsUrls ? McpJson.Parse("""{"form":{},"url":{}}""") : McpJson.EmptyObject);
        table.Serve("elicitation/create", McpElicitationRequest.Read, McpElicitationResponse.Write, (request, context, cancellationToken) =>
            request.Url is not null && !acceptsUrls
                ? throw new McpRequestException(McpErrorCodes.InvalidParams, "This client does not open pages: it has not declared elicitation.url.")
                : handler(request, context, cancellationToken));
        options.Handlers.Add(table);
        return options;
    }
}
