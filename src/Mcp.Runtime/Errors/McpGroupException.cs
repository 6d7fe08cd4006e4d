namespace Mcp;

/// <summary>Not one server of a group could be connected. The first server's error is the <see cref="Exception.InnerException"/>.</summary>
public sealed class McpGroupException : McpException
{
    internal McpGroupException(IReadOnlyList<KeyValuePair<string, Exception>> failures)
        : base($"None of the group's {failures.Count} servers could be connected. {string.Join(" ", failures.Select(failure => $"{failure.Key}: {failure.Value.Message}"))}", failures[0].Value)
    {
        Failures = failures;
        Disposition = McpDisposition.NotSent;
    }

    /// <summary>Each server's name and error, in the order in which they were given.</summary>
    public IReadOnlyList<KeyValuePair<string, Exception>> Failures { get; }

    /// <inheritdoc/>
    public override bool IsTransient => Failures.Any(failure => failure.Value is McpException { IsTransient: true });
}
