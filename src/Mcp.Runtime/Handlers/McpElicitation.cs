using System.Text.Json;
using Mcp.Buffers;
using Mcp.Catalog;

namespace Mcp;

/// <summary>
/// A server asks the user for something (MCP "Elicitation", from 2025-06-18 on); neutral because one dialog serves the servers of every
/// revision. Show who asks (<see cref="McpRequestContext.PeerName"/>) and let the user decline; never open <see cref="Url"/> without consent.
/// </summary>
public sealed record McpElicitationRequest
{
    /// <summary>What to tell the user.</summary>
    public required string Message { get; init; }

    /// <summary>The JSON Schema of the form; undefined when the user is to open a page.</summary>
    public McpJson RequestedSchema { get; init; }

    /// <summary>
    /// The form as its schema fills it in: an object of each property's <c>default</c> (from 2025-11-25 on of any kind, SEP-1034). Show it to the user, and accept with
    /// what they make of it. Empty when there are none, or no form.
    /// </summary>
    public McpJson Defaults => DefaultsOf(Members.Json(RequestedSchema, "properties"u8));

    /// <summary>The page that the user is to open, from 2025-11-25 on; <see langword="null"/> for a form.</summary>
    public string? Url { get; init; }

    /// <summary>The request's parameters as they were sent.</summary>
    public required McpJson Raw { get; init; }

    internal static McpElicitationRequest Read(ref McpJsonReader reader)
    {
        McpJson raw = Members.ReadObject(ref reader, "ElicitRequestParams");
        // Without a mode it is a form.
        bool url = Members.Text(raw, "mode"u8) == "url";
        return new McpElicitationRequest
        {
            Message = Members.RequiredText(raw, "message"u8, "ElicitRequestParams"),
            RequestedSchema = url ? default : Members.Json(raw, "requestedSchema"u8),
            Url = url ? Members.RequiredText(raw, "url"u8, "ElicitRequestParams") : null,
            Raw = raw,
        };
    }

    private static McpJson DefaultsOf(McpJson properties)
    {
        if (properties.Kind != JsonValueKind.Object)
            return McpJson.EmptyObject;
        McpJsonWriter writer = McpJsonWriter.Rent(BufferPool.Shared);
        try
        {
            McpJsonReader reader = properties.GetReader();
            reader.StartObject("properties");
            writer.StartObject();
            while (reader.NextProperty())
            {
                string name = reader.GetName();
                McpJson value = Members.Json(reader.ReadJson(), "default"u8);
                if (value.IsUndefined)
                    continue;
                writer.Name(name);
                writer.WriteJson(value);
            }

            writer.EndObject();
            return McpJson.Parse(writer.Written);
        }
        finally
        {
            writer.Discard();
        }
    }
}

/// <summary>What the user did; neutral like <see cref="McpElicitationRequest"/>.</summary>
public sealed record McpElicitationResponse
{
    private McpElicitationResponse(string action, McpJson content = default)
    {
        Action = action;
        Content = content;
    }

    /// <summary>The user said no.</summary>
    public static McpElicitationResponse Decline { get; } = new("decline");

    /// <summary>The user made no choice.</summary>
    public static McpElicitationResponse Cancel { get; } = new("cancel");

    /// <summary>The choice on the wire: <c>accept</c>, <c>decline</c> or <c>cancel</c>.</summary>
    public string Action { get; }

    /// <summary>The form as it was filled in; undefined without one.</summary>
    public McpJson Content { get; }

    /// <summary>The user agreed.</summary>
    /// <param name="content">The form as an object of plain values; left out for a page.</param>
    public static McpElicitationResponse Accept(McpJson content = default) => new("accept", content);

    internal static void Write(McpJsonWriter writer, McpElicitationResponse response)
    {
        writer.StartObject();
        writer.Name("\"action\":"u8);
        writer.WriteString(response.Action);
        if (!response.Content.IsUndefined)
        {
            writer.Name("\"content\":"u8);
            writer.WriteJson(response.Content);
        }

        writer.EndObject();
    }
}
