namespace Mcp.Catalog;

/// <summary>Reads one page of any list: the one place that decides what a page is.</summary>
internal static class ListReader
{
    public static McpPage<T> ReadPage<T>(ref McpJsonReader reader, string type, ReadOnlySpan<byte> member, McpReader<T> readItem)
    {
        var items = new List<T>();
        string? next = null;
        reader.StartObject(type);
        while (reader.NextProperty())
        {
            if (reader.NameIs(member))
            {
                reader.StartArray(type);
                while (reader.NextItem())
                    items.Add(readItem(ref reader));
            }
            else if (reader.NameIs("nextCursor"u8))
            {
                next = reader.ReadNull() ? null : reader.ReadString();
            }
            else
            {
                reader.Skip();
            }
        }

        return new McpPage<T>(items, next);
    }
}
