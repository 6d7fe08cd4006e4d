using Mcp.Catalog;

namespace Mcp;

public partial class McpClient
{
    /// <summary>
    /// Takes a snapshot of all that the server offers. Only what its capabilities declare is asked for; a declared list that the server
    /// then does not know is empty, and an item that cannot be read is left out, each with a note.
    /// </summary>
    /// <param name="cancellationToken">Gives the snapshot up.</param>
    /// <exception cref="McpException">A list could not be fetched.</exception>
    public async Task<McpCatalog> CaptureCatalogAsync(CancellationToken cancellationToken = default)
    {
        McpServerCapabilities capabilities = ServerCapabilities;
        var capture = new CatalogCapture(capabilities);
        return new McpCatalog
        {
            Revision = NegotiatedVersion,
            Server = ServerInfo,
            Capabilities = capabilities,
            Instructions = Instructions,
            Tools = await capture.ToolsAsync(this, cancellationToken).ConfigureAwait(false),
            Prompts = await capture.PromptsAsync(this, cancellationToken).ConfigureAwait(false),
            Resources = await capture.ResourcesAsync(this, cancellationToken).ConfigureAwait(false),
            ResourceTemplates = await capture.TemplatesAsync(this, cancellationToken).ConfigureAwait(false),
            Notes = capture.Notes,
        };
    }
}
