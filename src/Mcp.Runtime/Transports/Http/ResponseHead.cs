namespace Mcp.Transports.Http;

/// <summary>What the head of a response says.</summary>
internal static class ResponseHead
{
    public static int Status(HttpResponseMessage response) => (int)response.StatusCode;

    public static string? ContentType(HttpResponseMessage response) => response.Content.Headers.ContentType?.ToString();

    public static bool IsJson(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is { } type
        && (type.Equals(HttpEndpoint.JsonType, StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
}
