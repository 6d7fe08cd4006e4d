namespace Mcp.Catalog;

/// <summary>A caller that knows the server at its other end.</summary>
internal interface ICatalogSource
{
    McpRevision NegotiatedVersion { get; }

    McpServerInfo ServerInfo { get; }

    McpServerCapabilities ServerCapabilities { get; }

    string? Instructions { get; }
}
