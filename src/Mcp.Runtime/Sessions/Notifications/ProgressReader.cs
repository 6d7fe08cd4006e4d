using System.Text.Json;

namespace Mcp.Sessions;

/// <summary>Reads the parameters of <c>notifications/progress</c>. Our tokens are numbers; digits in a string are taken for one, since some servers echo them so.</summary>
internal static class ProgressReader
{
    public static bool TryRead(ReadOnlySpan<byte> parameters, out long token, out McpProgress progress)
    {
        token = 0;
        double? value = null;
        double? total = null;
        string? message = null;
        var reader = new McpJsonReader(parameters);
        reader.StartObject("progress");
        while (reader.NextProperty())
        {
            if (reader.NameIs("progressToken"u8))
                token = ReadToken(ref reader);
            else if (reader.NameIs("progress"u8))
                value = reader.ReadDouble();
            else if (reader.NameIs("total"u8))
                total = reader.ReadNull() ? null : reader.ReadDouble();
            else if (reader.NameIs("message"u8))
                message = reader.ReadNull() ? null : reader.ReadString();
            else
                reader.Skip();
        }

        progress = new McpProgress(value ?? 0, total, message);
        return value is not null && token > 0;
    }

    private static long ReadToken(ref McpJsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.ReadInt64();
        return reader.TokenType == JsonTokenType.String && long.TryParse(reader.ReadString(), out long digits) ? digits : 0;
    }
}
