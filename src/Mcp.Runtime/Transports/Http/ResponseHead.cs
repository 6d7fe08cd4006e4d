using System.Net;

namespace Mcp.Transports.Http;

/// <summary>What the head of a response says.</summary>
internal static class ResponseHead
{
    public static int Status(HttpResponseMessage response) => (int)response.StatusCode;

    public static string? ContentType(HttpResponseMessage response) => response.Content.Headers.ContentType?.ToString();

    public static bool IsJson(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is { } type
        && (type.Equals(HttpEndpoint.JsonType, StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    /// <summary>A redirect that keeps the method is followed within the origin; elsewhere would be handed our credentials and session.</summary>
    public static bool TryFollow(HttpResponseMessage response, ref Uri target)
    {
        if (response.StatusCode is not (HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect) || response.Headers.Location is not { } location)
            return false;
        var next = new Uri(target, location);
        if (Uri.Compare(next, target, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) != 0)
            return false;
        target = next;
        return true;
    }
}
