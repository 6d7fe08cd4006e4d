using System.Collections.Concurrent;

namespace Mcp.AotSmoke;

/// <summary>The client's answer to <c>sampling/createMessage</c>: the types of two revisions, one piece of logic.</summary>
internal sealed class Sampler : V2025_03_26.ISamplingHandler, V2026_07_28.ISamplingHandler
{
    private readonly ConcurrentQueue<string> _answered = new();

    /// <summary>The revisions in which it was asked, in order.</summary>
    public IReadOnlyCollection<string> Answered => _answered;

    ValueTask<V2025_03_26.CreateMessageResult> V2025_03_26.ISamplingHandler.CreateMessageAsync(
        V2025_03_26.CreateMessageRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new V2025_03_26.CreateMessageResult
        {
            Model = "smoke",
            Role = V2025_03_26.Role.Assistant,
            Content = new V2025_03_26.TextContent { Text = Answer(parameters.SystemPrompt, context) },
        });

    ValueTask<V2026_07_28.CreateMessageResult> V2026_07_28.ISamplingHandler.CreateMessageAsync(
        V2026_07_28.CreateMessageRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new V2026_07_28.CreateMessageResult
        {
            Model = "smoke",
            Role = V2026_07_28.Role.Assistant,
            Content = [new V2026_07_28.TextContent { Text = Answer(parameters.SystemPrompt, context) }],
        });

    private string Answer(string? question, McpRequestContext context)
    {
        _answered.Enqueue(context.Revision.Date);
        return $"answer to {question}";
    }
}
