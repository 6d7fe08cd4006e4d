namespace Mcp;

/// <summary>
/// What one side answers in one revision: method name → reader, handler, writer. Generated code fills it from handler interfaces;
/// a table over <see cref="McpJson"/> serves every revision. Filled before use, then only read.
/// </summary>
public sealed class McpHandlerTable
{
    private readonly Dictionary<string, McpServedRequest> _requests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, McpServedNotification> _notifications = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, McpJson> _capabilities = new(StringComparer.Ordinal);

    /// <summary>A table for one revision, or for all of them.</summary>
    /// <param name="revision">The revision whose types the handlers use; <see langword="null"/> when they take raw JSON.</param>
    public McpHandlerTable(McpRevision? revision = null) => Revision = revision;

    /// <summary>The revision that the table serves; <see langword="null"/>: all.</summary>
    public McpRevision? Revision { get; }

    /// <summary>The first revision that a table for all of them has something to say in.</summary>
    internal McpRevision? Since { get; init; }

    /// <summary>The capabilities that the handlers stand for, by name, as they are declared to the peer.</summary>
    public IReadOnlyDictionary<string, McpJson> Capabilities => _capabilities;

    /// <summary>Declares a capability.</summary>
    /// <param name="name">Its name, for instance <c>tools</c>.</param>
    /// <param name="settings">Its value; <c>{}</c> when left out.</param>
    public void Declare(string name, McpJson? settings = null) => _capabilities[name] = settings ?? McpJson.EmptyObject;

    /// <summary>Declares a part of a capability, beside what is declared of it already.</summary>
    /// <param name="name">The capability's name, for instance <c>resources</c>.</param>
    /// <param name="setting">The part's name, for instance <c>subscribe</c>.</param>
    /// <param name="value">The part's value.</param>
    public void Declare(string name, string setting, McpJson value) =>
        _capabilities[name] = _capabilities.GetValueOrDefault(name, McpJson.EmptyObject).With(setting, value);

    /// <summary>Answers a request method. The later of two registrations wins.</summary>
    /// <param name="method">The name on the wire.</param>
    /// <param name="readParams">Reads the parameters; absent parameters are read as <c>{}</c>.</param>
    /// <param name="writeResult">Writes the result as one JSON object.</param>
    /// <param name="handler">Runs on the thread pool. Its token is cancelled when the peer gives the request up or the connection ends.</param>
    public void Serve<TParams, TResult>(
        string method,
        McpReader<TParams> readParams,
        McpWriter<TResult> writeResult,
        Func<TParams, McpRequestContext, CancellationToken, ValueTask<TResult>> handler) =>
        _requests[method] = async (utf8, context, writer, cancellationToken) =>
        {
            TParams parameters = Parse(readParams, utf8);
            TResult result = await handler(parameters, context, cancellationToken).ConfigureAwait(false);
            writeResult(writer(), result);
        };

    /// <summary>Observes a notification method. Notifications are delivered in order, one at a time. The later of two registrations wins.</summary>
    public void Observe<TParams>(
        string notification,
        McpReader<TParams> readParams,
        Func<TParams, McpRequestContext, CancellationToken, ValueTask> handler) =>
        _notifications[notification] = (utf8, context, cancellationToken) => handler(Parse(readParams, utf8), context, cancellationToken);

    internal McpServedRequest? FindRequest(string method) => _requests.GetValueOrDefault(method);

    internal McpServedNotification? FindNotification(string method) => _notifications.GetValueOrDefault(method);

    private static T Parse<T>(McpReader<T> read, ReadOnlyMemory<byte> utf8)
    {
        var reader = new McpJsonReader(utf8.IsEmpty ? "{}"u8 : utf8.Span);
        return read(ref reader);
    }
}

/// <summary>Serves one request over ranges: parameters in, result written to the writer that is asked for when the result is there.</summary>
internal delegate ValueTask McpServedRequest(ReadOnlyMemory<byte> parameters, McpRequestContext context, Func<McpJsonWriter> writer, CancellationToken cancellationToken);

/// <summary>Serves one notification over its parameters' range.</summary>
internal delegate ValueTask McpServedNotification(ReadOnlyMemory<byte> parameters, McpRequestContext context, CancellationToken cancellationToken);
