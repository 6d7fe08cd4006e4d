using Mcp.Buffers;
using Mcp.Catalog;

namespace Mcp;

/// <summary>What can be watched over a caller, in every revision: generated contracts are built of these.</summary>
public static class McpTopics
{
    /// <summary>That the server's tools, prompts or resources changed.</summary>
    public static McpTopic<McpListChange> ListChanges { get; } = new(McpTopicKind.ListChanges, null);

    /// <summary>The addresses at and below one whose content changed.</summary>
    /// <param name="uri">The resource's address, character by character as the server wrote it.</param>
    public static McpTopic<string> Resource(string uri)
    {
        ArgumentException.ThrowIfNullOrEmpty(uri);
        return new McpTopic<string>(McpTopicKind.ResourceUpdates, uri);
    }

    /// <summary>The same of an address that a template is expanded to.</summary>
    /// <param name="writeUri">Writes the address without quotes, as <see cref="McpUriWriter"/> does.</param>
    /// <param name="arguments">The template's variables.</param>
    public static McpTopic<string> Resource<TArguments>(McpWriter<TArguments> writeUri, TArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(writeUri);
        McpJsonWriter writer = McpJsonWriter.Rent(BufferPool.Shared);
        try
        {
            writer.WriteRaw("\""u8);
            writeUri(writer, arguments);
            writer.WriteRaw("\""u8);
            return Resource(McpJson.Parse(writer.Written).GetString());
        }
        finally
        {
            writer.Discard();
        }
    }

    /// <summary>The server's log from a level on.</summary>
    /// <param name="level">The least serious level to be told.</param>
    public static McpTopic<McpLogEntry> Log(McpLogLevel level = McpLogLevel.Info) => new(McpTopicKind.Log, LogLevels.NameOf(level));
}
