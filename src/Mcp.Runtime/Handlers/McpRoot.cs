using System.Diagnostics.CodeAnalysis;

namespace Mcp;

/// <summary>A folder that a server may work in (MCP "Roots"); neutral because an app has the same folders for every server.</summary>
public sealed record McpRoot
{
    /// <summary>Creates it.</summary>
    /// <param name="uri">Its address; the protocol allows <c>file://</c> only.</param>
    /// <param name="name">Its name for people.</param>
    [SetsRequiredMembers]
    public McpRoot(string uri, string? name = null)
    {
        Uri = uri;
        Name = name;
    }

    /// <summary>Its address; the protocol allows <c>file://</c> only.</summary>
    public required string Uri { get; init; }

    /// <summary>Its name for people.</summary>
    public string? Name { get; init; }

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
