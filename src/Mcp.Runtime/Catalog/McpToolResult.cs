using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Mcp;

/// <summary>What a tool answered; neutral over revisions because a dynamic caller hands it to a model or a person as it is.</summary>
public sealed record McpToolResult
{
    /// <summary>The content parts as they were sent.</summary>
    public required McpJson Content { get; init; }

    /// <summary>The content parts, read anew with each use; parts of an unknown type are among them.</summary>
    public IReadOnlyList<McpContent> Parts => McpContent.ReadAll(Content);

    /// <summary>The result as data, if the tool sends it (from 2025-06-18 on).</summary>
    public McpJson? StructuredContent { get; init; }

    /// <summary>Whether the tool says that it failed.</summary>
    public bool IsError { get; init; }

    /// <summary>The text parts, joined with line feeds.</summary>
    public string Text => JoinText(Content);

    internal static McpToolResult Read(ref McpJsonReader reader)
    {
        McpJson content = default;
        McpJson? structured = null;
        bool isError = false;
        reader.StartObject("CallToolResult");
        while (reader.NextProperty())
        {
            if (reader.NameIs("content"u8))
                content = reader.ReadJson();
            else if (reader.NameIs("structuredContent"u8))
                structured = reader.ReadJson();
            else if (reader.NameIs("isError"u8))
                isError = !reader.ReadNull() && reader.ReadBoolean();
            else
                reader.Skip();
        }

        return new McpToolResult
        {
            Content = content.IsUndefined ? throw reader.Missing("CallToolResult", "content") : content,
            StructuredContent = structured,
            IsError = isError,
        };
    }

    internal static string JoinText(McpJson content)
    {
        McpJsonReader parts = content.GetReader();
        return JoinText(ref parts);
    }

    /// <summary>Joins the text parts of the content array that the reader stands on.</summary>
    internal static string JoinText(ref McpJsonReader parts)
    {
        string? first = null;
        StringBuilder? all = null;
        parts.StartArray("content");
        while (parts.NextItem())
        {
            if (ReadTextOf(ref parts) is not { } text)
                continue;
            if (first is null)
                first = text;
            else
                (all ??= new StringBuilder(first)).Append('\n').Append(text);
        }

        return all?.ToString() ?? first ?? "";
    }

    /// <summary>The text of the content part that the reader stands on; <see langword="null"/> if the part is none, or none that we know.</summary>
    private static string? ReadTextOf(ref McpJsonReader part)
    {
        if (part.TokenType != JsonTokenType.StartObject)
        {
            part.Skip();
            return null;
        }

        bool? isText = null;
        string? text = null;
        while (part.NextProperty())
        {
            if (part.NameIs("type"u8))
                isText = part.ValueIs("text"u8);
            // The type nearly always comes first; after any other one the text is not worth a string.
            else if (part.NameIs("text"u8) && isText != false && part.TokenType == JsonTokenType.String)
                text = part.ReadString();
            part.Skip();
        }

        return isText == true ? text : null;
    }
}

/// <summary>What a tool answered with its data read: a failure is a value here, not an exception.</summary>
/// <typeparam name="T">What the data is read as: structured content, or else the text.</typeparam>
public sealed record McpToolResult<T>
{
    /// <summary>The data; the default value when the tool failed.</summary>
    public T? Value { get; init; }

    /// <summary>The answer as it came.</summary>
    public required McpToolResult Raw { get; init; }

    /// <summary>Whether the tool says that it failed.</summary>
    [MemberNotNullWhen(false, nameof(Value))]
    public bool IsError => Raw.IsError;

    /// <summary>The content parts as they were sent.</summary>
    public McpJson Content => Raw.Content;

    /// <summary>The text parts, joined with line feeds.</summary>
    public string Text => Raw.Text;
}
