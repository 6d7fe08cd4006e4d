namespace Mcp.Catalog;

/// <summary>The notifications that a watch makes its news of. The methods run on the consumer's thread, one at a time.</summary>
internal static class Watched
{
    public const string Acknowledged = "notifications/subscriptions/acknowledged";

    /// <summary>Stands between the notifications of two connections; no peer can send it, since a method has a name.</summary>
    public const string Reopened = "";
}

internal sealed class ListChangeReader(IReadOnlyList<McpListChange> declared)
{
    private bool _acknowledged;

    public static bool Accepts(string method) => method == Watched.Reopened || Find(method) is not null;

    public void Read(McpNotification notification, List<McpListChange> news)
    {
        if (Find(notification.Method) is { } list)
            news.Add(list);
        else if (notification.Method == Watched.Reopened || (notification.Method == Watched.Acknowledged && _acknowledged))
            news.AddRange(declared);
        _acknowledged = true;
    }

    private static McpListChange? Find(string method) => method switch
    {
        "notifications/tools/list_changed" => McpListChange.Tools,
        "notifications/prompts/list_changed" => McpListChange.Prompts,
        "notifications/resources/list_changed" => McpListChange.Resources,
        _ => null,
    };
}

internal sealed class ResourceUpdateReader(string uri)
{
    private const string Updated = "notifications/resources/updated";

    private bool _acknowledged;

    public static bool Accepts(string method) => method is Watched.Reopened or Updated;

    public void Read(McpNotification notification, List<string> news)
    {
        if (notification.Method == Updated)
        {
            string changed = Members.RequiredText(notification.Params, "uri"u8, "ResourceUpdatedNotification");
            if (IsSameOrBelow(changed))
                news.Add(changed);
        }
        else if (notification.Method == Watched.Reopened || (notification.Method == Watched.Acknowledged && _acknowledged))
        {
            news.Add(uri);
        }

        _acknowledged = true;
    }

    /// <summary>A server may name a part of what was subscribed to.</summary>
    private bool IsSameOrBelow(string changed) =>
        changed.StartsWith(uri, StringComparison.Ordinal)
        && (changed.Length == uri.Length || uri[^1] == '/' || changed[uri.Length] is '/' or '#' or '?');
}

internal sealed class LogEntryReader(McpLogLevel level)
{
    private const string Message = "notifications/message";

    public static bool Accepts(string method) => method == Message;

    public void Read(McpNotification notification, List<McpLogEntry> news)
    {
        var entry = McpLogEntry.From(notification.Params);
        // A level that the protocol does not have says nothing about how serious it is.
        if (entry.Level is null || entry.Level >= level)
            news.Add(entry);
    }
}
