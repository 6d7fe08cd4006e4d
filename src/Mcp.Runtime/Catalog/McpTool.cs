namespace Mcp;

/// <summary>A tool that a server offers, neutral over revisions: what a dynamic caller must know to call it.</summary>
public sealed record McpTool
{
    /// <summary>The name that calls use.</summary>
    public required string Name { get; init; }

    /// <summary>What the tool does, for a model or a person; <see langword="null"/> when the server does not say.</summary>
    public string? Description { get; init; }

    /// <summary>The JSON Schema of the arguments.</summary>
    public required McpJson InputSchema { get; init; }

    /// <summary>Everything the server said of the tool, members of later revisions included.</summary>
    public required McpJson Raw { get; init; }

    internal static McpTool Read(ref McpJsonReader reader)
    {
        McpJsonReader whole = reader;
        McpJson raw = whole.ReadJson();
        string? name = null;
        string? description = null;
        McpJson inputSchema = default;
        reader.StartObject("Tool");
        while (reader.NextProperty())
        {
            if (reader.NameIs("name"u8))
                name = reader.ReadString();
            else if (reader.NameIs("description"u8))
                description = reader.ReadNull() ? null : reader.ReadString();
            else if (reader.NameIs("inputSchema"u8))
                inputSchema = reader.ReadJson();
            else
                reader.Skip();
        }

        return new McpTool
        {
            Name = name ?? throw reader.Missing("Tool", "name"),
            Description = description,
            InputSchema = inputSchema.IsUndefined ? McpJson.EmptyObject : inputSchema,
            Raw = raw,
        };
    }
}
