namespace Mcp.Sessions;

/// <summary>What this side answers, by revision. A table for exactly the revision comes before one for all revisions.</summary>
internal sealed class SessionHandlers
{
    private readonly McpHandlerTable[] _tables;

    // Ordered once: a lookup happens for every request of the peer.
    public SessionHandlers(IEnumerable<McpHandlerTable> tables) => _tables = [.. tables.OrderBy(table => table.Revision is null)];

    public static SessionHandlers None { get; } = new([]);

    /// <summary>The revisions that typed tables were given for; empty when none was.</summary>
    public IEnumerable<McpRevision> Revisions => _tables.Select(table => table.Revision).OfType<McpRevision>().Distinct();

    public McpServedRequest? FindRequest(McpRevision revision, string method)
    {
        foreach (McpHandlerTable table in _tables)
        {
            if (Serves(table, revision) && table.FindRequest(method) is { } served)
                return served;
        }

        return null;
    }

    public McpServedNotification? FindNotification(McpRevision revision, string method)
    {
        foreach (McpHandlerTable table in _tables)
        {
            if (Serves(table, revision) && table.FindNotification(method) is { } served)
                return served;
        }

        return null;
    }

    /// <summary>The capabilities to declare in a revision.</summary>
    public McpJson Capabilities(McpRevision revision)
    {
        var all = new SortedDictionary<string, McpJson>(StringComparer.Ordinal);
        foreach (McpHandlerTable table in _tables)
        {
            if (!Serves(table, revision))
                continue;
            foreach ((string name, McpJson value) in table.Capabilities)
                all.TryAdd(name, value);
        }

        McpJsonWriter writer = McpJsonWriter.Rent(Buffers.BufferPool.Shared);
        try
        {
            writer.StartObject();
            foreach ((string name, McpJson value) in all)
            {
                writer.Name(name);
                writer.WriteJson(value);
            }

            writer.EndObject();
            return McpJson.Parse(writer.Written);
        }
        finally
        {
            writer.Discard();
        }
    }

    private static bool Serves(McpHandlerTable table, McpRevision revision) =>
        (table.Revision is null || table.Revision.Equals(revision))
        && (table.Since is null || string.CompareOrdinal(revision.Date, table.Since.Date) >= 0);
}
