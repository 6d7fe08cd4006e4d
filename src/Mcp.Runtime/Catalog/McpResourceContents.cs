using System.Text;
using System.Text.Json;
using Mcp.Catalog;

namespace Mcp;

/// <summary>What a resource holds: text or bytes. Neutral over revisions because all of them send the same shape, and readers want the content only.</summary>
public sealed record McpResourceContents
{
    private McpResourceContents(string uri, McpJson raw)
    {
        Uri = uri;
        Raw = raw;
    }

    /// <summary>The address of this content; a part of the one that was asked for, perhaps.</summary>
    public string Uri { get; }

    /// <summary>The media type, if known.</summary>
    public string? MimeType { get; private init; }

    /// <summary>The text; <see langword="null"/> when the content is binary.</summary>
    public string? Text { get; private init; }

    /// <summary>The content as it was sent. Two contents are equal when this is.</summary>
    public McpJson Raw { get; }

    /// <summary>The content as bytes: a text in UTF-8, a binary decoded with each call.</summary>
    /// <exception cref="McpPayloadException">What was sent is no base64, or there is neither text nor binary.</exception>
    public byte[] GetBytes() => Text is { } text ? Encoding.UTF8.GetBytes(text) : Members.Bytes(Raw, "blob"u8);

    /// <inheritdoc/>
    public bool Equals(McpResourceContents? other) => other is not null && Raw == other.Raw;

    /// <inheritdoc/>
    public override int GetHashCode() => Raw.GetHashCode();

    internal static McpResourceContents? TryCreate(McpJson raw) =>
        raw.Kind == JsonValueKind.Object && Members.Text(raw, "uri"u8) is { } uri
            ? new McpResourceContents(uri, raw) { MimeType = Members.Text(raw, "mimeType"u8), Text = Members.Text(raw, "text"u8) }
            : null;

    internal static McpResourceContents Read(ref McpJsonReader reader) =>
        TryCreate(Members.ReadObject(ref reader, "ResourceContents")) ?? throw new McpPayloadException("ResourceContents lacks its required member 'uri'.");
}
