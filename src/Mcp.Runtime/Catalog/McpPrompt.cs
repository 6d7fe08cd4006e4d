using Mcp.Catalog;

namespace Mcp;

/// <summary>A prompt that a server offers; neutral over revisions because menus and catalogs are filled from any server.</summary>
public sealed record McpPrompt
{
    /// <summary>The name that <c>GetPromptAsync</c> uses.</summary>
    public required string Name { get; init; }

    /// <summary>The name for people, from 2025-06-18 on.</summary>
    public string? Title { get; init; }

    /// <summary>What the prompt is for.</summary>
    public string? Description { get; init; }

    /// <summary>What can be filled in; empty when there is nothing.</summary>
    public IReadOnlyList<McpPromptArgument> Arguments { get; init; } = [];

    /// <summary>Everything the server said of the prompt. Two prompts are equal when this is.</summary>
    public required McpJson Raw { get; init; }

    /// <inheritdoc/>
    public bool Equals(McpPrompt? other) => other is not null && Raw == other.Raw;

    /// <inheritdoc/>
    public override int GetHashCode() => Raw.GetHashCode();

    internal static McpPrompt Read(ref McpJsonReader reader)
    {
        McpJson raw = Members.ReadObject(ref reader, "Prompt");
        return new McpPrompt
        {
            Name = Members.RequiredText(raw, "name"u8, "Prompt"),
            Title = Members.Text(raw, "title"u8),
            Description = Members.Text(raw, "description"u8),
            Arguments = Members.Items(raw, "arguments"u8, McpPromptArgument.Read),
            Raw = raw,
        };
    }
}

/// <summary>Something that a prompt lets the user fill in; neutral because a form is built from it.</summary>
public sealed record McpPromptArgument
{
    /// <summary>The argument's name.</summary>
    public required string Name { get; init; }

    /// <summary>The name for people, from 2025-06-18 on.</summary>
    public string? Title { get; init; }

    /// <summary>What the argument is.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the prompt cannot do without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Everything the server said of the argument.</summary>
    public required McpJson Raw { get; init; }

    internal static McpPromptArgument Read(ref McpJsonReader reader)
    {
        McpJson raw = Members.ReadObject(ref reader, "PromptArgument");
        return new McpPromptArgument
        {
            Name = Members.RequiredText(raw, "name"u8, "PromptArgument"),
            Title = Members.Text(raw, "title"u8),
            Description = Members.Text(raw, "description"u8),
            IsRequired = Members.IsTrue(raw, "required"u8),
            Raw = raw,
        };
    }
}
