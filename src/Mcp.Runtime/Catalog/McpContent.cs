using System.Text.Json;
using Mcp.Catalog;

namespace Mcp;

/// <summary>What a content part is.</summary>
public enum McpContentKind
{
    /// <summary>Nothing that this library knows, or a known kind without what it needs; only <see cref="McpContent.Raw"/> tells more.</summary>
    Unknown,

    /// <summary>Text, in <see cref="McpContent.Text"/>.</summary>
    Text,

    /// <summary>A picture; its bytes come from <see cref="McpContent.GetBytes"/>.</summary>
    Image,

    /// <summary>Sound, from 2025-03-26 on; its bytes come from <see cref="McpContent.GetBytes"/>.</summary>
    Audio,

    /// <summary>The address of a resource, in <see cref="McpContent.Uri"/>; from 2025-06-18 on.</summary>
    ResourceLink,

    /// <summary>A resource itself, in <see cref="McpContent.Resource"/>.</summary>
    Resource,
}

/// <summary>
/// One part of a tool's answer, of a prompt or of a conversation. Neutral over revisions because whoever shows or forwards content takes
/// it from any server: one shape, a kind to switch over, and the JSON for whatever a later revision adds. Immutable and thread-safe.
/// </summary>
public sealed record McpContent
{
    /// <summary>Reads a content part. It never fails: what does not fit is <see cref="McpContentKind.Unknown"/>.</summary>
    /// <param name="raw">The part as it was sent.</param>
    public McpContent(McpJson raw)
    {
        Raw = raw;
        Type = Members.Text(raw, "type"u8) ?? "";
        MimeType = Members.Text(raw, "mimeType"u8);
        switch (Type)
        {
            case "text" when Members.Text(raw, "text"u8) is { } text:
                (Kind, Text) = (McpContentKind.Text, text);
                break;
            case "image" or "audio" when Members.Json(raw, "data"u8).Kind == JsonValueKind.String:
                Kind = Type == "image" ? McpContentKind.Image : McpContentKind.Audio;
                break;
            case "resource_link" when Members.Text(raw, "uri"u8) is { } uri:
                (Kind, Uri) = (McpContentKind.ResourceLink, uri);
                break;
            case "resource" when McpResourceContents.TryCreate(Members.Json(raw, "resource"u8)) is { } resource:
                (Kind, Resource, Uri, MimeType) = (McpContentKind.Resource, resource, resource.Uri, resource.MimeType);
                break;
        }
    }

    /// <summary>What the part is.</summary>
    public McpContentKind Kind { get; }

    /// <summary>The part's <c>type</c> on the wire; empty if it has none.</summary>
    public string Type { get; }

    /// <summary>The text of a text part.</summary>
    public string? Text { get; }

    /// <summary>The media type of a picture, a sound or a resource.</summary>
    public string? MimeType { get; }

    /// <summary>The address of a resource or of a link to one, as it was sent.</summary>
    public string? Uri { get; }

    /// <summary>The resource that the part holds.</summary>
    public McpResourceContents? Resource { get; }

    /// <summary>The part as it was sent. Two parts are equal when this is.</summary>
    public McpJson Raw { get; }

    /// <summary>A text part.</summary>
    public static McpContent FromText(string text) => new(McpJson.Parse($$"""{"type":"text","text":{{McpJson.FromString(text)}}}"""));

    /// <summary>A picture.</summary>
    public static McpContent FromImage(ReadOnlySpan<byte> bytes, string mimeType) =>
        new(McpJson.Parse($$"""{"type":"image","data":"{{Convert.ToBase64String(bytes)}}","mimeType":{{McpJson.FromString(mimeType)}}}"""));

    /// <summary>The bytes of a picture, a sound or a binary resource. They are decoded with each call; nothing is kept.</summary>
    /// <exception cref="InvalidOperationException">The part has no bytes.</exception>
    /// <exception cref="McpPayloadException">What was sent is no base64.</exception>
    public byte[] GetBytes() => Kind switch
    {
        McpContentKind.Image or McpContentKind.Audio => Members.Bytes(Raw, "data"u8),
        McpContentKind.Resource => Resource!.GetBytes(),
        _ => throw new InvalidOperationException($"Content of type '{Type}' has no bytes."),
    };

    /// <inheritdoc/>
    public bool Equals(McpContent? other) => other is not null && Raw == other.Raw;

    /// <inheritdoc/>
    public override int GetHashCode() => Raw.GetHashCode();

    /// <summary>The parts of a content array, or the one part that stands where an array may.</summary>
    internal static IReadOnlyList<McpContent> ReadAll(McpJson content)
    {
        if (content.Kind != JsonValueKind.Array)
            return content.IsUndefined ? [] : [new McpContent(content)];
        var parts = new List<McpContent>();
        McpJsonReader reader = content.GetReader();
        reader.StartArray("content");
        while (reader.NextItem())
            parts.Add(new McpContent(reader.ReadJson()));
        return parts;
    }
}
