namespace Mcp.Sessions;

/// <summary>The parameters of every list request: where the page begins. The first page has none.</summary>
internal static class CursorParams
{
    public static void Write(McpJsonWriter writer, string? cursor)
    {
        if (cursor is null)
            return;
        writer.StartObject();
        writer.Name("\"cursor\":"u8);
        writer.WriteString(cursor);
        writer.EndObject();
    }
}
