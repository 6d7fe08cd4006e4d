namespace Mcp.Catalog;

/// <summary>Asks a server for all that it declares, and for nothing else.</summary>
internal sealed class CatalogCapture
{
    private readonly List<string> _notes = [];

    public static async Task<McpCatalog> RunAsync(McpCaller caller, ICatalogSource server, CancellationToken cancellationToken)
    {
        McpServerCapabilities capabilities = server.ServerCapabilities;
        var capture = new CatalogCapture();
        return new McpCatalog
        {
            Revision = server.NegotiatedVersion,
            Server = server.ServerInfo,
            Capabilities = capabilities,
            Instructions = server.Instructions,
            Tools = await capture.ListAsync(capabilities.Tools, "tools/list", caller.ListToolsAsync(), cancellationToken).ConfigureAwait(false),
            Prompts = await capture.ListAsync(capabilities.Prompts, "prompts/list", caller.ListPromptsAsync(), cancellationToken).ConfigureAwait(false),
            Resources = await capture.ListAsync(capabilities.Resources, "resources/list", caller.ListResourcesAsync(), cancellationToken).ConfigureAwait(false),
            ResourceTemplates = await capture.ListAsync(capabilities.Resources, "resources/templates/list", caller.ListResourceTemplatesAsync(), cancellationToken).ConfigureAwait(false),
            Notes = capture._notes,
        };
    }

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
