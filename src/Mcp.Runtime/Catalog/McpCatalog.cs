using System.Text;
using System.Text.Json;
using Mcp.Catalog;

namespace Mcp;

/// <summary>
/// What a server offers, whatever its revision: a snapshot that can be kept in a file, compared and built upon. Neutral because it outlives
/// the connection it was taken from. Items are sorted by name or address; two catalogs are equal when their texts are. Immutable.
/// </summary>
public sealed class McpCatalog : IEquatable<McpCatalog>
{
    private readonly IReadOnlyList<McpTool> _tools = [];
    private readonly IReadOnlyList<McpPrompt> _prompts = [];
    private readonly IReadOnlyList<McpResource> _resources = [];
    private readonly IReadOnlyList<McpResourceTemplate> _templates = [];
    private byte[]? _text;

    /// <summary>The revision that it was taken in.</summary>
    public required McpRevision Revision { get; init; }

    /// <summary>Who the server is.</summary>
    public required McpServerInfo Server { get; init; }

    /// <summary>What the server declares to offer.</summary>
    public required McpServerCapabilities Capabilities { get; init; }

    /// <summary>What the server tells a model about using it, if anything.</summary>
    public string? Instructions { get; init; }

    /// <summary>The tools, by name.</summary>
    public IReadOnlyList<McpTool> Tools
    {
        get => _tools;
        init => _tools = [.. value.OrderBy(tool => tool.Name, StringComparer.Ordinal)];
    }

    /// <summary>The prompts, by name.</summary>
    public IReadOnlyList<McpPrompt> Prompts
    {
        get => _prompts;
        init => _prompts = [.. value.OrderBy(prompt => prompt.Name, StringComparer.Ordinal)];
    }

    /// <summary>The resources, by address.</summary>
    public IReadOnlyList<McpResource> Resources
    {
        get => _resources;
        init => _resources = [.. value.OrderBy(resource => resource.Uri, StringComparer.Ordinal)];
    }

    /// <summary>The resource templates, by template.</summary>
    public IReadOnlyList<McpResourceTemplate> ResourceTemplates
    {
        get => _templates;
        init => _templates = [.. value.OrderBy(template => template.UriTemplate, StringComparer.Ordinal)];
    }

    /// <summary>What was odd while it was taken, for instance an item that could not be read and is left out. Not part of the text or of equality.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// Takes a snapshot of all that a server offers. Only what its capabilities declare is asked for; a declared list that the server
    /// then does not know is empty, and an item that cannot be read is left out, each with a note.
    /// </summary>
    /// <param name="client">The client of the server. When the connection is lost meanwhile, what was asked for is asked for again over the next one.</param>
    /// <param name="cancellationToken">Gives the snapshot up.</param>
    /// <exception cref="McpException">A list could not be fetched.</exception>
    /// <exception cref="McpUnsupportedException">The caller has no server of its own: the peer of a running request, for instance.</exception>
    public static Task<McpCatalog> CaptureAsync(McpCaller client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client is ICatalogSource source
            ? CatalogCapture.RunAsync(client, source, cancellationToken)
            : throw new McpUnsupportedException("capture", $"{client.GetType().Name} does not know what its peer offers; take the client of the server.");
    }

    /// <summary>Reads a catalog's text.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="McpPayloadException">The text is no catalog, or one of a later format.</exception>
    public static McpCatalog Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return CatalogFile.Read(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Reads a catalog's text in UTF-8.</summary>
    /// <inheritdoc cref="Parse(string)"/>
    public static McpCatalog Parse(ReadOnlySpan<byte> utf8) => CatalogFile.Read(utf8);

    /// <summary>Reads a catalog from a file.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="McpPayloadException">The file holds no catalog, or one of a later format.</exception>
    public static async Task<McpCatalog> LoadAsync(string path, CancellationToken cancellationToken = default) =>
        CatalogFile.Read(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false));

    /// <summary>Writes the catalog to a file. An unchanged server gives the same bytes, on every system.</summary>
    public Task SaveAsync(string path, CancellationToken cancellationToken = default) => File.WriteAllBytesAsync(path, Text, cancellationToken);

    /// <summary>The catalog as text: indented, members sorted, so that a difference is easy to read.</summary>
    public string ToJson() => Encoding.UTF8.GetString(Text);

    /// <summary>
    /// How one catalog differs from an older one of the same server, and what that means for an app that was written against the older one.
    /// What an app sends must still be taken and what it gets must still be readable; otherwise a change is breaking. Of a tool's hints a
    /// promise that is withdrawn (<c>readOnlyHint</c> no longer set) is breaking as well, since apps let such tools run unattended or
    /// repeat their calls; every other annotation is cosmetic. Whatever differs is reported at least as cosmetic; notes are not compared.
    /// Nothing is fetched: a reference that leads out of a schema is compared by its text. Safe to call from any thread.
    /// </summary>
    /// <param name="old">The older catalog: the pin.</param>
    /// <param name="new">The newer one.</param>
    /// <returns>The changes; without any exactly when the catalogs are equal.</returns>
    public static McpCatalogChanges Compare(McpCatalog old, McpCatalog @new)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        return new CatalogComparison(old, @new).Run();
    }

    /// <inheritdoc/>
    public bool Equals(McpCatalog? other) => other is not null && Text.AsSpan().SequenceEqual(other.Text);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as McpCatalog);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Text);
        return hash.ToHashCode();
    }

    private byte[] Text => _text ??= CatalogFile.Write(this);
}
