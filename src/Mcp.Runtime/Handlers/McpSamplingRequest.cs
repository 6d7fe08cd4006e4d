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

    /// <summary>Everything else: preferences, temperature, stop sequences, tools.</summary>
    public required McpJson Raw { get; init; }

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
/// <param name="Role">Who speaks: <c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">What is said: one part, or from 2025-11-25 on several.</param>
/// <param name="Raw">The message as it was sent.</param>
public sealed record McpSamplingMessage(string Role, IReadOnlyList<McpContent> Content, McpJson Raw)
{
    internal static McpSamplingMessage Read(ref McpJsonReader reader)
    {
        McpJson raw = Members.ReadObject(ref reader, "SamplingMessage");
        return new McpSamplingMessage(Members.RequiredText(raw, "role"u8, "SamplingMessage"), McpContent.ReadAll(Members.Json(raw, "content"u8)), raw);
    }
}
