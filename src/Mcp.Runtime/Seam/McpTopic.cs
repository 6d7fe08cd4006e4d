namespace Mcp;

/// <summary>What a server tells of by itself.</summary>
public enum McpTopicKind
{
    /// <summary>That its tools, prompts or resources changed.</summary>
    ListChanges,

    /// <summary>That the content of a resource changed, or of one below it.</summary>
    ResourceUpdates,

    /// <summary>Its log.</summary>
    Log,
}

/// <summary>Something to watch over a caller, see <see cref="McpCaller.WatchAsync"/> and <c>McpTopics</c>. Immutable; it names no revision and no era.</summary>
/// <typeparam name="T">What is told.</typeparam>
public sealed class McpTopic<T>
{
    internal McpTopic(McpTopicKind kind, string? argument)
    {
        Kind = kind;
        Argument = argument;
    }

    /// <summary>What it is about.</summary>
    public McpTopicKind Kind { get; }

    /// <summary>The resource's address, or the name of the least serious level; <see langword="null"/> for list changes.</summary>
    public string? Argument { get; }
}
