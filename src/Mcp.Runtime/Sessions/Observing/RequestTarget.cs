using System.Diagnostics;
using System.Text.Json;
using Mcp.Diagnostics;

namespace Mcp.Sessions;

/// <summary>What a request is about, for telemetry: the tool, the prompt or the resource that its parameters name.</summary>
internal static class RequestTarget
{
    /// <summary>The tag for a method's target and the member of the parameters that holds it; nothing for most methods.</summary>
    public static (string Tag, string Member)? Of(string method) => method switch
    {
        MethodNames.CallTool => (TelemetryTags.Tool, "name"),
        "prompts/get" => (TelemetryTags.Prompt, "name"),
        "resources/read" or "resources/subscribe" or "resources/unsubscribe" => (TelemetryTags.ResourceUri, "uri"),
        _ => null,
    };

    /// <summary>The target that parameters name. Telemetry must not fail a request: what cannot be read names none.</summary>
    /// <param name="json">The parameters, or what holds them.</param>
    /// <param name="holder">The member that is the parameters; empty: all of it is.</param>
    /// <param name="member">The member of the parameters that is the target.</param>
    public static string? Read(ReadOnlySpan<byte> json, ReadOnlySpan<byte> holder, string member)
    {
        if (json.IsEmpty)
            return null;
        try
        {
            var parameters = new McpJsonReader(json);
            if (!holder.IsEmpty)
                parameters = parameters.Find(holder);
            if (parameters.TokenType != JsonTokenType.StartObject)
                return null;
            McpJsonReader value = parameters.Find(member == "uri" ? "uri"u8 : "name"u8);
            return value.TokenType == JsonTokenType.String ? value.ReadString() : null;
        }
        catch (Exception error) when (error is McpPayloadException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A method with what it is called on, for a log; the method alone where the parameters do not say it in a readable way.</summary>
    public static string Name(string method, ReadOnlySpan<byte> parameters) =>
        Of(method) is { } target && Read(parameters, [], target.Member) is { } value ? $"{method} {value}" : method;

    /// <summary>Names a span after the method and what it is called on. A URI is a tag only: as part of a name it would give each resource a name of its own.</summary>
    public static void Describe(Activity activity, string method, string tag, string target)
    {
        activity.SetTag(tag, target);
        if (tag != TelemetryTags.ResourceUri)
            activity.DisplayName = $"{method} {target}";
    }
}
