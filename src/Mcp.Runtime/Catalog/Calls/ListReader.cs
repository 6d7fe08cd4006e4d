using System.Text;

namespace Mcp.Catalog;

/// <summary>Reads one page of any list: the one place that decides what a page is.</summary>
internal static class ListReader
{
    public static McpPage<T> ReadPage<T>(ref McpJsonReader reader, string type, ReadOnlySpan<byte> member, McpReader<T> readItem)
    {
        var items = new List<T>();
        string? next = null;
        int mark = reader.BeginResult();
        reader.StartObject(type);
        while (reader.NextProperty())
        {
            if (reader.NameIs(member))
            {
                reader.StartArray(type);
                string list = $"{type}.{Encoding.UTF8.GetString(member)}";
                for (int index = 0; reader.NextItem(); index++)
                {
                    if (reader.TryReadItem<T>(list, index, readItem, out T? item))
                        items.Add(item);
                }
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

        return new McpPage<T>(items, next) { Rejected = reader.EndResult(mark) };
    }
}
