namespace Mcp.Catalog;

/// <summary>Asks a server for all that it declares, and for nothing else.</summary>
internal sealed class CatalogCapture(McpServerCapabilities capabilities)
{
    private readonly List<string> _notes = [];

    public IReadOnlyList<string> Notes => _notes;

    public Task<IReadOnlyList<McpTool>> ToolsAsync(McpCaller caller, CancellationToken cancellationToken) =>
        ListAsync(capabilities.Tools, "tools/list", caller.ListToolsAsync(), cancellationToken);

    public Task<IReadOnlyList<McpPrompt>> PromptsAsync(McpCaller caller, CancellationToken cancellationToken) =>
        ListAsync(capabilities.Prompts, "prompts/list", caller.ListPromptsAsync(), cancellationToken);

    public Task<IReadOnlyList<McpResource>> ResourcesAsync(McpCaller caller, CancellationToken cancellationToken) =>
        ListAsync(capabilities.Resources, "resources/list", caller.ListResourcesAsync(), cancellationToken);

    public Task<IReadOnlyList<McpResourceTemplate>> TemplatesAsync(McpCaller caller, CancellationToken cancellationToken) =>
        ListAsync(capabilities.Resources, "resources/templates/list", caller.ListResourceTemplatesAsync(), cancellationToken);

    private async Task<IReadOnlyList<T>> ListAsync<T>(bool declared, string method, McpPages<T> pages, CancellationToken cancellationToken)
    {
        if (!declared)
            return [];
        try
        {
            return await pages.OnRejected(item => _notes.Add($"'{method}' has an item that cannot be read and is left out: {item.Reason}")).ToListAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (McpRemoteException error) when (error.Code == McpErrorCodes.MethodNotFound)
        {
            _notes.Add($"The server declares what '{method}' lists, but does not know the method.");
            return [];
        }
    }
}
