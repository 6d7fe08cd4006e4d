using System.Text.Json;

namespace Mcp;

/// <summary>Decisions over JSON text: equality by value and the form that fits a frame.</summary>
internal static class JsonText
{
    public static bool ValuesEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.IsEmpty || right.IsEmpty)
            return left.IsEmpty == right.IsEmpty;
        var a = new Utf8JsonReader(left);
        var b = new Utf8JsonReader(right);
        while (true)
        {
            bool more = a.Read();
            if (more != b.Read())
                return false;
            if (!more)
                return true;
            if (a.TokenType != b.TokenType || !TokensEqual(ref a, ref b))
                return false;
        }
    }

    public static int HashOf(ReadOnlySpan<byte> json)
    {
        var hash = new HashCode();
        if (json.IsEmpty)
            return 0;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            hash.Add((int)reader.TokenType);
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                hash.Add(reader.GetString(), StringComparer.Ordinal);
            else if (reader.TokenType == JsonTokenType.Number)
                hash.AddBytes(reader.ValueSpan);
        }

        return hash.ToHashCode();
    }

    /// <summary>A raw line break ends a frame, so white space outside strings must go; inside strings JSON forbids it anyway.</summary>
    public static void WriteCompact(McpJsonWriter writer, ReadOnlySpan<byte> json)
    {
        if (json.IndexOfAny((byte)'\n', (byte)'\r') < 0)
        {
            writer.WriteRaw(json);
            return;
        }

        bool inString = false;
        for (int i = 0; i < json.Length; i++)
        {
            byte b = json[i];
            if (inString && b == (byte)'\\')
            {
                writer.WriteRaw(json.Slice(i, 2));
                i++;
                continue;
            }

            if (b == (byte)'"')
                inString = !inString;
            if (inString || b > (byte)' ')
                writer.WriteRaw(json.Slice(i, 1));
        }
    }

    private static bool TokensEqual(ref Utf8JsonReader a, ref Utf8JsonReader b) => a.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName when !a.ValueIsEscaped && !b.ValueIsEscaped => a.ValueSpan.SequenceEqual(b.ValueSpan),
        JsonTokenType.String or JsonTokenType.PropertyName => a.GetString() == b.GetString(),
        JsonTokenType.Number => a.ValueSpan.SequenceEqual(b.ValueSpan),
        _ => true,
    };
}
