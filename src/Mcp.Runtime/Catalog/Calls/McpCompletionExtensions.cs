using Mcp.Catalog;

namespace Mcp;

/// <summary>Completion of arguments while they are typed, over every revision.</summary>
public static class McpCompletionExtensions
{
    private static readonly McpMethod<Question, McpCompletion> Complete = new("completion/complete", Write, McpCompletion.Read) { Retry = McpRetry.Safe };

    /// <summary>What an argument of a prompt could be.</summary>
    /// <param name="caller">Where to.</param>
    /// <param name="prompt">The prompt's name.</param>
    /// <param name="argument">The argument that is being typed.</param>
    /// <param name="value">What has been typed so far.</param>
    /// <param name="context">Arguments that are filled in already. Revisions before 2025-06-18 have no place for them; they are left out there.</param>
    /// <param name="options">Time limit, extra <c>_meta</c>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    public static ValueTask<McpCompletion> CompletePromptAsync(
        this McpCaller caller,
        string prompt,
        string argument,
        string value,
        IReadOnlyDictionary<string, string>? context = null,
        McpCallOptions options = default,
        CancellationToken cancellationToken = default) =>
        CompleteAsync(caller, new Question(prompt, IsTemplate: false, argument, value, context), options, cancellationToken);

    /// <summary>What a variable of a resource template could be.</summary>
    /// <param name="caller">Where to.</param>
    /// <param name="uriTemplate">The template, as the server wrote it.</param>
    /// <param name="argument">The variable that is being typed.</param>
    /// <param name="value">What has been typed so far.</param>
    /// <param name="context">Variables that are filled in already. Revisions before 2025-06-18 have no place for them; they are left out there.</param>
    /// <param name="options">Time limit, extra <c>_meta</c>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    public static ValueTask<McpCompletion> CompleteResourceAsync(
        this McpCaller caller,
        string uriTemplate,
        string argument,
        string value,
        IReadOnlyDictionary<string, string>? context = null,
        McpCallOptions options = default,
        CancellationToken cancellationToken = default) =>
        CompleteAsync(caller, new Question(uriTemplate, IsTemplate: true, argument, value, context), options, cancellationToken);

    private static ValueTask<McpCompletion> CompleteAsync(McpCaller caller, Question question, McpCallOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentException.ThrowIfNullOrEmpty(question.Of);
        ArgumentException.ThrowIfNullOrEmpty(question.Argument);
        bool hasContext = caller.Revision is not { } revision || string.CompareOrdinal(revision.Date, McpRevision.V2025_06_18.Date) >= 0;
        return caller.InvokeAsync(Complete, hasContext ? question : question with { Context = null }, options, cancellationToken);
    }

    private static void Write(McpJsonWriter writer, Question question)
    {
        writer.StartObject();
        writer.Name("\"ref\":"u8);
        writer.StartObject();
        writer.Name("\"type\":"u8);
        writer.WriteString(question.IsTemplate ? "ref/resource" : "ref/prompt");
        writer.Name(question.IsTemplate ? "\"uri\":"u8 : "\"name\":"u8);
        writer.WriteString(question.Of);
        writer.EndObject();
        writer.Name("\"argument\":"u8);
        writer.StartObject();
        writer.Name("\"name\":"u8);
        writer.WriteString(question.Argument);
        writer.Name("\"value\":"u8);
        writer.WriteString(question.Value);
        writer.EndObject();
        if (question.Context is not null)
        {
            writer.Name("\"context\":{\"arguments\":"u8);
            StringMap.Write(writer, question.Context);
            writer.WriteRaw("}"u8);
        }

        writer.EndObject();
    }

    private readonly record struct Question(string Of, bool IsTemplate, string Argument, string Value, IReadOnlyDictionary<string, string>? Context);
}
