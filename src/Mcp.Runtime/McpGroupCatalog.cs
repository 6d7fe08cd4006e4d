using Mcp.Pooling;

namespace Mcp;

/// <summary>What the servers of a group offer: a catalog of each, and their tools and prompts under qualified names. Immutable.</summary>
public sealed class McpGroupCatalog
{
    internal McpGroupCatalog(IReadOnlyDictionary<string, McpCatalog> servers, IReadOnlyList<McpGroupFailure> failures)
    {
        Servers = servers;
        Failures = failures;
        Tools = Merge(catalog => catalog.Tools, static (server, tool) => QualifiedName.Join(server, tool.Name));
        Prompts = Merge(catalog => catalog.Prompts, static (server, prompt) => QualifiedName.Join(server, prompt.Name));
        Resources = Merge(catalog => catalog.Resources, static (_, resource) => resource.Uri);
        ResourceTemplates = Merge(catalog => catalog.ResourceTemplates, static (_, template) => template.UriTemplate);
    }

    /// <summary>Each server's own catalog, by the server's name. Revisions and capabilities are a server's own, and so stand there alone.</summary>
    public IReadOnlyDictionary<string, McpCatalog> Servers { get; }

    /// <summary>The servers whose catalog could not be taken.</summary>
    public IReadOnlyList<McpGroupFailure> Failures { get; }

    /// <summary>The tools of all servers, by qualified name.</summary>
    public IReadOnlyList<McpGroupItem<McpTool>> Tools { get; }

    /// <summary>The prompts of all servers, by qualified name.</summary>
    public IReadOnlyList<McpGroupItem<McpPrompt>> Prompts { get; }

    /// <summary>The resources of all servers, by address and then by server.</summary>
    public IReadOnlyList<McpGroupItem<McpResource>> Resources { get; }

    /// <summary>The resource templates of all servers, by template and then by server.</summary>
    public IReadOnlyList<McpGroupItem<McpResourceTemplate>> ResourceTemplates { get; }

    private IReadOnlyList<McpGroupItem<T>> Merge<T>(Func<McpCatalog, IReadOnlyList<T>> of, Func<string, T, string> nameOf) =>
        [.. Servers.SelectMany(server => of(server.Value).Select(item => new McpGroupItem<T>(server.Key, nameOf(server.Key, item), item)))
            .OrderBy(item => item.Name, StringComparer.Ordinal).ThenBy(item => item.Server, StringComparer.Ordinal)];
}
