namespace Mcp;

/// <summary>What the model said; neutral like <see cref="McpSamplingRequest"/>.</summary>
public sealed record McpSamplingResponse
{
    /// <summary>The model that answered.</summary>
    public required string Model { get; init; }

    /// <summary>What it said. One part, since the earlier revisions have no more.</summary>
    public required McpContent Content { get; init; }

    /// <summary>Why it stopped: <c>endTurn</c>, <c>stopSequence</c>, <c>maxTokens</c> or something of the provider's; left out when <see langword="null"/>.</summary>
    public string? StopReason { get; init; }

    /// <summary>An answer of text.</summary>
    public static McpSamplingResponse FromText(string text, string model) => new() { Content = McpContent.FromText(text), Model = model };

    internal static void Write(McpJsonWriter writer, McpSamplingResponse response)
    {
        writer.StartObject();
        writer.Name("\"role\":\"assistant\""u8);
        writer.Name("\"content\":"u8);
        writer.WriteJson(response.Content.Raw);
        writer.Name("\"model\":"u8);
        writer.WriteString(response.Model);
        if (response.StopReason is not null)
        {
            writer.Name("\"stopReason\":"u8);
            writer.WriteString(response.StopReason);
        }

        writer.EndObject();
    }
}
