using Mcp.Catalog;

namespace Mcp;

/// <summary>A server asks for a message of a model (MCP "Sampling"); neutral because one handler serves the servers of every revision.</summary>
public sealed record McpSamplingRequest
{
    /// <summary>The conversation so far.</summary>
    public required IReadOnlyList<McpSamplingMessage> Messages { get; init; }

    /// <summary>The system prompt that the server would like; following it is up to the app.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>How many tokens the answer may have.</summary>
    public required long MaxTokens { get; init; }

    /// <summary>The request's parameters as they were sent: preferences, temperature, stop sequences and tools, too. Two requests are equal when this is.</summary>
    public required McpJson Raw { get; init; }

    /// <summary>Whether the model is to be given tools, which a client has to declare.</summary>
    internal bool NamesTools => !Members.Json(Raw, "tools"u8).IsUndefined || !Members.Json(Raw, "toolChoice"u8).IsUndefined;

    /// <inheritdoc/>
    public bool Equals(McpSamplingRequest? other) => other is not null && Raw == other.Raw;

    /// <inheritdoc/>
    public override int GetHashCode() => Raw.GetHashCode();

    internal static McpSamplingRequest Read(ref McpJsonReader reader)
    {
        McpJson raw = Members.ReadObject(ref reader, "CreateMessageRequestParams");
        return new McpSamplingRequest
        {
            Messages = Members.Items(raw, "messages"u8, McpSamplingMessage.Read),
            SystemPrompt = Members.Text(raw, "systemPrompt"u8),
            MaxTokens = Members.Integer(raw, "maxTokens"u8) ?? throw new McpPayloadException("CreateMessageRequestParams lacks its required member 'maxTokens'."),
            Raw = raw,
        };
    }
}

/// <summary>One message of a conversation; neutral like the request that it is part of.</summary>
public sealed record McpSamplingMessage
{
    /// <summary>Who speaks: <c>user</c> or <c>assistant</c>.</summary>
    public required string Role { get; init; }

    /// <summary>What is said: one part, or from 2025-11-25 on several.</summary>
    public required IReadOnlyList<McpContent> Content { get; init; }

    /// <summary>The message as it was sent. Two messages are equal when this is.</summary>
    public required McpJson Raw { get; init; }

    /// <inheritdoc/>
    public bool Equals(McpSamplingMessage? other) => other is not null && Raw == other.Raw;

    /// <inheritdoc/>
    public override int GetHashCode() => Raw.GetHashCode();

    internal static McpSamplingMessage Read(ref McpJsonReader reader)
    {
        McpJson raw = Members.ReadObject(ref reader, "SamplingMessage");
        return new McpSamplingMessage
        {
            Role = Members.RequiredText(raw, "role"u8, "SamplingMessage"),
            Content = McpContent.ReadAll(Members.Json(raw, "content"u8)),
            Raw = raw,
        };
    }
}
