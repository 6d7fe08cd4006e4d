using System.Text.Json;
using Mcp.Transports.Http;
using Microsoft.AspNetCore.Http;

namespace Mcp.Http.Tests.Kit;

/// <summary>What a server of 2026-07-28 checks before it serves a POST: the headers say what the body says. Reads the body its own way.</summary>
internal static class HeaderCheck
{
    /// <summary>What is wrong; <see langword="null"/>: nothing.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="body">The request.</param>
    /// <param name="toolHeaders">Tool → header suffix → path below <c>arguments</c>.</param>
    public static string? Mismatch(IHeaderDictionary headers, JsonElement body, IReadOnlyDictionary<string, Dictionary<string, string[]>> toolHeaders)
    {
        string method = body.GetProperty("method").GetString()!;
        JsonElement parameters = body.TryGetProperty("params", out JsonElement given) ? given : default;
        string? version = At(parameters, "_meta", "io.modelcontextprotocol/protocolVersion")?.GetString();
        if (version is not null && headers[HttpEndpoint.RevisionHeader] != version)
            return $"{HttpEndpoint.RevisionHeader} is '{headers[HttpEndpoint.RevisionHeader]}', the body says '{version}'";
        if (Compare(headers, "Mcp-Method", method) is { } methodFault)
            return methodFault;
        string? nameMember = method switch { "tools/call" or "prompts/get" => "name", "resources/read" => "uri", _ => null };
        string? name = nameMember is null ? null : At(parameters, nameMember)?.GetString();
        if (Compare(headers, "Mcp-Name", name) is { } nameFault)
            return nameFault;
        if (method != "tools/call" || name is null || !toolHeaders.TryGetValue(name, out Dictionary<string, string[]>? projection))
            return null;
        foreach ((string suffix, string[] path) in projection)
        {
            JsonElement? argument = At(parameters, ["arguments", .. path]);
            string? text = argument?.ValueKind switch
            {
                JsonValueKind.String => argument.Value.GetString(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                JsonValueKind.Number => argument.Value.GetRawText(),
                _ => null,
            };
            if (Compare(headers, "Mcp-Param-" + suffix, text) is { } fault)
                return fault;
        }

        return null;
    }

    private static string? Compare(IHeaderDictionary headers, string header, string? expected)
    {
        if (!headers.TryGetValue(header, out var values))
            return expected is null ? null : $"{header} is missing";
        return HeaderValue.TryDecode(values.ToString(), out string? value) && value == expected ? null : $"{header} is '{value}', the body says '{expected}'";
    }

    private static JsonElement? At(JsonElement json, params string[] path)
    {
        foreach (string step in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(step, out json))
                return null;
        }

        return json;
    }
}
