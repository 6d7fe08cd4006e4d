using Mcp.Catalog;

namespace Mcp;

/// <summary>What an argument could be completed to; neutral because an input field asks any server alike.</summary>
public sealed record McpCompletion
{
    /// <summary>The proposals, best first, 100 at most.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>How many there are in all, if the server counts them.</summary>
    public long? Total { get; init; }

    /// <summary>Whether there are more than <see cref="Values"/>.</summary>
    public bool HasMore { get; init; }

    /// <summary>The result as it was sent. Two results are equal when this is.</summary>
    public required McpJson Raw { get; init; }

    /// <inheritdoc/>
    public bool Equals(McpCompletion? other) => other is not null && Raw == other.Raw;

    /// <inheritdoc/>
    public override int GetHashCode() => Raw.GetHashCode();

    internal static McpCompletion Read(ref McpJsonReader reader)
    {
        McpJson raw = Members.ReadObject(ref reader, "CompleteResult");
        McpJson completion = Members.Json(raw, "completion"u8);
        if (completion.IsUndefined)
            throw new McpPayloadException("CompleteResult lacks its required member 'completion'.");
        return new McpCompletion
        {
            Values = Members.Items(completion, "values"u8, static (ref McpJsonReader item) => item.ReadString()),
            Total = Members.Integer(completion, "total"u8),
            HasMore = Members.IsTrue(completion, "hasMore"u8),
            Raw = raw,
        };
    }
}
