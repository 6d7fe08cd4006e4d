using Mcp.Pooling;
using Mcp.Sessions;

namespace Mcp;

public sealed partial class McpClientGroup
{
    /// <summary>The tools of all servers, by qualified name.</summary>
    /// <param name="options">For each request: the time limit above all, which is how long a server that hangs holds up the end of the list.</param>
    public McpGroupList<McpTool> ListToolsAsync(McpCallOptions options = default) =>
        List(caller => caller.ListToolsAsync(options), offered => offered.Tools, static (server, tool) => QualifiedName.Join(server, tool.Name));

    /// <summary>The prompts of all servers, by qualified name.</summary>
    /// <inheritdoc cref="ListToolsAsync"/>
    public McpGroupList<McpPrompt> ListPromptsAsync(McpCallOptions options = default) =>
        List(caller => caller.ListPromptsAsync(options), offered => offered.Prompts, static (server, prompt) => QualifiedName.Join(server, prompt.Name));

    /// <summary>The resources of all servers, each by its own address. Two servers may have the same one.</summary>
    /// <inheritdoc cref="ListToolsAsync"/>
    public McpGroupList<McpResource> ListResourcesAsync(McpCallOptions options = default) =>
        List(caller => caller.ListResourcesAsync(options), offered => offered.Resources, static (_, resource) => resource.Uri);

    /// <summary>The resource templates of all servers, each by its own template.</summary>
    /// <inheritdoc cref="ListToolsAsync"/>
    public McpGroupList<McpResourceTemplate> ListResourceTemplatesAsync(McpCallOptions options = default) =>
        List(caller => caller.ListResourceTemplatesAsync(options), offered => offered.Resources, static (_, template) => template.UriTemplate);

    /// <summary>Calls a tool by its qualified name. A failure that the tool reports is in the result, not an exception.</summary>
    /// <param name="name">Server and tool: <c>weather__forecast</c>.</param>
    /// <param name="arguments">A JSON object; the default value stands for <c>{}</c>.</param>
    /// <param name="options">Time limit, progress, extra <c>_meta</c>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="McpUnsupportedException">The name is not qualified, or there is no such server; the message has those that there are.</exception>
    /// <exception cref="McpException">The call failed; see the derived types.</exception>
    public ValueTask<McpToolResult> CallToolAsync(string name, McpJson arguments = default, McpCallOptions options = default, CancellationToken cancellationToken = default) =>
        Split(name, MethodNames.CallTool, out string tool).CallToolAsync(tool, arguments, options, cancellationToken);

    /// <summary>Gets a prompt by its qualified name, with its arguments filled in.</summary>
    /// <param name="name">Server and prompt: <c>weather__report</c>.</param>
    /// <param name="arguments">The arguments by name, if it takes any.</param>
    /// <param name="options">Time limit, progress, extra <c>_meta</c>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="McpUnsupportedException">The name is not qualified, or there is no such server; the message has those that there are.</exception>
    /// <exception cref="McpException">The call failed; see the derived types.</exception>
    public ValueTask<McpPromptResult> GetPromptAsync(
        string name, IReadOnlyDictionary<string, string>? arguments = null, McpCallOptions options = default, CancellationToken cancellationToken = default) =>
        Split(name, "prompts/get", out string prompt).GetPromptAsync(prompt, arguments, options, cancellationToken);

    /// <summary>Reads a resource of one server.</summary>
    /// <param name="server">The server's name, as it stands beside the resource in the list.</param>
    /// <param name="uri">The resource's address.</param>
    /// <param name="options">Time limit, progress, extra <c>_meta</c>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="McpUnsupportedException">There is no such server; the message has those that there are.</exception>
    /// <exception cref="McpException">The call failed; see the derived types.</exception>
    public ValueTask<IReadOnlyList<McpResourceContents>> ReadResourceAsync(
        string server, string uri, McpCallOptions options = default, CancellationToken cancellationToken = default) =>
        Server(server, "resources/read").ReadResourceAsync(uri, options, cancellationToken);

    /// <summary>
    /// Takes a snapshot of all that each server offers, of all of them at the same time. A server without a connection, or that fails meanwhile,
    /// is among <see cref="McpGroupCatalog.Failures"/>.
    /// </summary>
    public async Task<McpGroupCatalog> CaptureAsync(CancellationToken cancellationToken = default)
    {
        GroupCaller[] callers = [.. Entries.Select(entry => entry.Caller)];
        (McpCatalog? Catalog, Exception? Error)[] captured = await Task.WhenAll(callers.Select(caller => TryCaptureAsync(caller, cancellationToken))).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var catalogs = new Dictionary<string, McpCatalog>(StringComparer.Ordinal);
        var failures = new List<McpGroupFailure>();
        for (int i = 0; i < callers.Length; i++)
        {
            if (captured[i].Catalog is { } catalog)
                catalogs[callers[i].Name] = catalog;
            else
                failures.Add(new McpGroupFailure(callers[i].Name, captured[i].Error!));
        }

        return new McpGroupCatalog(catalogs, failures);
    }

    private static async Task<(McpCatalog?, Exception?)> TryCaptureAsync(GroupCaller caller, CancellationToken cancellationToken)
    {
        if (!caller.IsConnected)
            return (null, caller.NotConnected("capture"));
        try
        {
            return (await McpCatalog.CaptureAsync(caller, cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception error)
        {
            return (null, error);
        }
    }

    private McpGroupList<T> List<T>(Func<McpCaller, McpPages<T>> list, Func<McpServerCapabilities, bool> offers, Func<string, T, string> nameOf) =>
        new(() => [.. Entries.Select(entry => entry.Caller)], list, offers, nameOf);

    private GroupCaller Split(string name, string method, out string rest)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!QualifiedName.TrySplit(name, out string? server, out string? split))
            throw new McpUnsupportedException(method, $"'{name}' is no qualified name; it is a server's, '__' and the name that the server gave.");
        rest = split;
        return Server(server, method);
    }

    private GroupCaller Server(string name, string method) =>
        Find(name)?.Caller ?? throw new McpUnsupportedException(method, $"the group has no server '{name}'; it has {Names()}.");
}
