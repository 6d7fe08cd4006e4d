namespace Mcp;

/// <summary>A folder that a server may work in (MCP "Roots"); neutral because an app has the same folders for every server.</summary>
/// <param name="Uri">Its address; the protocol allows <c>file://</c> only.</param>
/// <param name="Name">Its name for people.</param>
public sealed record McpRoot(string Uri, string? Name = null)
{
    internal static void WriteResult(McpJsonWriter writer, IReadOnlyList<McpRoot> roots)
    {
        writer.StartObject();
        writer.Name("\"roots\":"u8);
        writer.StartArray();
        foreach (McpRoot root in roots)
        {
            writer.Item();
            writer.StartObject();
            writer.Name("\"uri\":"u8);
            writer.WriteString(root.Uri);
            if (root.Name is not null)
            {
                writer.Name("\"name\":"u8);
                writer.WriteString(root.Name);
            }

            writer.EndObject();
        }

        writer.EndArray();
        writer.EndObject();
    }
}
