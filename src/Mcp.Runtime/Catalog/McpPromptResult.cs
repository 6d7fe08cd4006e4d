using Mcp.Catalog;

namespace Mcp;

/// <summary>A prompt with its arguments filled in; neutral because it is handed to a model, whatever the server's revision.</summary>
public sealed record McpPromptResult
{
    /// <summary>What the prompt is for.</summary>
    public string? Description { get; init; }

    /// <summary>The messages, in order.</summary>
    public required IReadOnlyList<McpPromptMessage> Messages { get; init; }

    /// <summary>The result as it was sent. Two results are equal when this is.</summary>
    public required McpJson Raw { get; init; }

    /// <inheritdoc/>
    public bool Equals(McpPromptResult? other) => other is not null && Raw == other.Raw;

    /// <inheritdoc/>
    public override int GetHashCode() => Raw.GetHashCode();

    internal static McpPromptResult Read(ref McpJsonReader reader)
    {
        McpJson raw = Members.ReadObject(ref reader, "GetPromptResult");
        return new McpPromptResult
        {
            Description = Members.Text(raw, "description"u8),
            Messages = Members.Items(raw, "messages"u8, McpPromptMessage.Read),
            Raw = raw,
        };
    }
}

/// <summary>One message of a prompt; neutral like the prompt that it is part of.</summary>
public sealed record McpPromptMessage
{
    /// <summary>Who speaks: <c>user</c> or <c>assistant</c>.</summary>
    public required string Role { get; init; }

    /// <summary>What is said.</summary>
    public required McpContent Content { get; init; }

    /// <summary>The message as it was sent.</summary>
    public required McpJson Raw { get; init; }

    internal static McpPromptMessage Read(ref McpJsonReader reader)
    {
        McpJson raw = Members.ReadObject(ref reader, "PromptMessage");
        McpJson content = Members.Json(raw, "content"u8);
        if (content.IsUndefined)
            throw new McpPayloadException("PromptMessage lacks its required member 'content'.");
        return new McpPromptMessage { Role = Members.RequiredText(raw, "role"u8, "PromptMessage"), Content = new McpContent(content), Raw = raw };
    }
}
