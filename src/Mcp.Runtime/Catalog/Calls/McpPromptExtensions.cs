using Mcp.Catalog;
using Mcp.Sessions;

namespace Mcp;

/// <summary>Prompts by name, over every revision.</summary>
public static class McpPromptExtensions
{
    private static readonly McpMethod<string?, McpPage<McpPrompt>> ListPrompts = new("prompts/list", CursorParams.Write,
        static (ref McpJsonReader reader) => ListReader.ReadPage(ref reader, "ListPromptsResult", "prompts"u8, McpPrompt.Read))
    {
        Retry = McpRetry.Safe,
    };

    private static readonly McpMethod<(string Name, IReadOnlyDictionary<string, string>? Arguments), McpPromptResult> GetPrompt = new(
        "prompts/get",
        static (writer, prompt) =>
        {
            writer.StartObject();
            writer.Name("\"name\":"u8);
            writer.WriteString(prompt.Name);
            if (prompt.Arguments is not null)
            {
                writer.Name("\"arguments\":"u8);
                StringMap.Write(writer, prompt.Arguments);
            }

            writer.EndObject();
        },
        McpPromptResult.Read)
    {
        NameMember = "name",
        Retry = McpRetry.Safe,
    };

    /// <summary>The prompts that the server offers, fetched page by page.</summary>
    public static McpPages<McpPrompt> ListPromptsAsync(this McpCaller caller, McpCallOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return new McpPages<McpPrompt>((cursor, cancellationToken) => caller.InvokeAsync(ListPrompts, cursor, options, cancellationToken));
    }

    /// <summary>Gets a prompt with its arguments filled in.</summary>
    /// <param name="caller">Where to.</param>
    /// <param name="name">The prompt's name.</param>
    /// <param name="arguments">The arguments by name, if it takes any.</param>
    /// <param name="options">Time limit, progress, extra <c>_meta</c>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="McpRemoteException">There is no such prompt, or an argument is missing.</exception>
    public static ValueTask<McpPromptResult> GetPromptAsync(
        this McpCaller caller,
        string name,
        IReadOnlyDictionary<string, string>? arguments = null,
        McpCallOptions options = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return caller.InvokeAsync(GetPrompt, (name, arguments), options, cancellationToken);
    }
}
