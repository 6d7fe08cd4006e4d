using System.Globalization;
using System.Text;
using System.Text.Json;
using Mcp.Wire;

namespace Mcp.Transports.Http;

/// <summary>Which parts of a frame HTTP repeats as headers (2026-07-28, "Streamable HTTP"). Pure: bytes in, header lines out.</summary>
internal static class HeaderMirror
{
    private const long LargestExact = (1L << 53) - 1;

    public static List<KeyValuePair<string, string>> Of(ReadOnlySpan<byte> frame, McpMethod? method, HeaderProjection? projection)
    {
        var headers = new List<KeyValuePair<string, string>>(2 + (projection?.Headers.Count ?? 0));
        Envelope envelope = EnvelopeScanner.Scan(frame);
        if (envelope.Method.IsEmpty)
            return headers;
        headers.Add(new("Mcp-Method", HeaderValue.Encode(method?.Name ?? Encoding.UTF8.GetString(envelope.Method))));
        if (envelope.Params.IsEmpty)
            return headers;
        if (method?.NameMember is { } member && TextAt(envelope.Params, [member]) is { } name)
            headers.Add(new("Mcp-Name", name));
        if (projection is null)
            return headers;
        foreach ((string header, string[] path) in projection.Headers)
        {
            // The name comes from a server's schema: what is no token could smuggle a second header.
            if (HeaderValue.IsToken(header) && TextAt(envelope.Params, ["arguments", .. path]) is { } value)
                headers.Add(new("Mcp-Param-" + header, value));
        }

        return headers;
    }

    /// <summary>The header text of a primitive below <paramref name="json"/>; <see langword="null"/> for what has none: absent, null, object, array.</summary>
    private static string? TextAt(ReadOnlySpan<byte> json, ReadOnlySpan<string> path)
    {
        var reader = new McpJsonReader(json);
        foreach (string step in path)
        {
            reader = reader.Find(Encoding.UTF8.GetBytes(step));
            if (reader.TokenType == JsonTokenType.None)
                return null;
        }

        return reader.TokenType switch
        {
            JsonTokenType.String => HeaderValue.Encode(reader.ReadString()),
            JsonTokenType.Number => NumberText(Encoding.ASCII.GetString(reader.ReadRaw())),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            _ => null,
        };
    }

    /// <summary>A whole number in plain decimal, however JSON wrote it (1e3, 5.0). Anything else stays as it is: the server compares numbers as numbers.</summary>
    private static string NumberText(string json)
    {
        if (!json.AsSpan().ContainsAny('.', 'e', 'E'))
            return json == "-0" ? "0" : json;
        double number = double.Parse(json, CultureInfo.InvariantCulture);
        return double.IsInteger(number) && Math.Abs(number) <= LargestExact ? ((long)number).ToString(CultureInfo.InvariantCulture) : json;
    }
}
