using Mcp.Catalog;
using Mcp.Sessions;

namespace Mcp;

/// <summary>Tools by name, over every revision: what a program uses that learns of its tools at run time.</summary>
public static class McpToolExtensions
{
    private static readonly McpMethod<string?, McpPage<McpTool>> ListTools = new(MethodNames.ListTools, CursorParams.Write,
        static (ref McpJsonReader reader) => ListReader.ReadPage(ref reader, "ListToolsResult", "tools"u8, McpTool.Read))
    {
        Retry = McpRetry.Safe,
    };

    private static readonly McpMethod<(string Name, McpJson Arguments), McpToolResult> CallTool = new(
        MethodNames.CallTool,
        static (writer, call) =>
        {
            writer.StartObject();
            writer.Name("\"name\":"u8);
            writer.WriteString(call.Name);
            writer.Name("\"arguments\":"u8);
            writer.WriteJson(call.Arguments.IsUndefined ? McpJson.EmptyObject : call.Arguments);
            writer.EndObject();
        },
        McpToolResult.Read)
    {
        NameMember = "name",
    };

    /// <summary>The tools that the server offers, fetched page by page.</summary>
    public static McpPages<McpTool> ListToolsAsync(this McpCaller caller, McpCallOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return new McpPages<McpTool>((cursor, cancellationToken) => caller.InvokeAsync(ListTools, cursor, options, cancellationToken));
    }

    /// <summary>Calls a tool. A failure that the tool reports is in the result, not an exception.</summary>
    /// <param name="caller">Where to.</param>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">A JSON object; the default value stands for <c>{}</c>.</param>
    /// <param name="options">Time limit, progress, extra <c>_meta</c>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    public static ValueTask<McpToolResult> CallToolAsync(
        this McpCaller caller, string name, McpJson arguments = default, McpCallOptions options = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return caller.InvokeAsync(CallTool, (name, arguments), options, cancellationToken);
    }
}
