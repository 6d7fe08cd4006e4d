using Mcp.Catalog;

namespace Mcp;

/// <summary>A resource that a server lists; neutral over revisions because pickers and catalogs are filled from any server.</summary>
public sealed record McpResource
{
    /// <summary>The address, character by character as the server wrote it.</summary>
    public required string Uri { get; init; }

    /// <summary>The resource's name; the address when the server gives none.</summary>
    public required string Name { get; init; }

    /// <summary>The name for people, from 2025-06-18 on.</summary>
    public string? Title { get; init; }

    /// <summary>What the resource is.</summary>
    public string? Description { get; init; }

    /// <summary>The media type, if known.</summary>
    public string? MimeType { get; init; }

    /// <summary>The size in bytes before any encoding, if known.</summary>
    public long? Size { get; init; }

    /// <summary>Everything the server said of the resource.</summary>
    public required McpJson Raw { get; init; }

    internal static McpResource Read(ref McpJsonReader reader)
    {
        McpJson raw = Members.ReadObject(ref reader, "Resource");
        string uri = Members.RequiredText(raw, "uri"u8, "Resource");
        return new McpResource
        {
            Uri = uri,
            Name = Members.Text(raw, "name"u8) ?? uri,
            Title = Members.Text(raw, "title"u8),
            Description = Members.Text(raw, "description"u8),
            MimeType = Members.Text(raw, "mimeType"u8),
            Size = Members.Integer(raw, "size"u8),
            Raw = raw,
        };
    }
}

/// <summary>A family of resources behind one URI template (RFC 6570); neutral for the same reason as <see cref="McpResource"/>.</summary>
public sealed record McpResourceTemplate
{
    /// <summary>The template, as the server wrote it.</summary>
    public required string UriTemplate { get; init; }

    /// <summary>The template's name; the template itself when the server gives none.</summary>
    public required string Name { get; init; }

    /// <summary>The name for people, from 2025-06-18 on.</summary>
    public string? Title { get; init; }

    /// <summary>What the resources are.</summary>
    public string? Description { get; init; }

    /// <summary>The media type, if all of them have the same.</summary>
    public string? MimeType { get; init; }

    /// <summary>Everything the server said of the template.</summary>
    public required McpJson Raw { get; init; }

    internal static McpResourceTemplate Read(ref McpJsonReader reader)
    {
        McpJson raw = Members.ReadObject(ref reader, "ResourceTemplate");
        string template = Members.RequiredText(raw, "uriTemplate"u8, "ResourceTemplate");
        return new McpResourceTemplate
        {
            UriTemplate = template,
            Name = Members.Text(raw, "name"u8) ?? template,
            Title = Members.Text(raw, "title"u8),
            Description = Members.Text(raw, "description"u8),
            MimeType = Members.Text(raw, "mimeType"u8),
            Raw = raw,
        };
    }
}
