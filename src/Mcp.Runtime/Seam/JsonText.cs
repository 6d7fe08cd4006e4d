namespace Mcp;

/// <summary>JSON text in the form that fits a frame.</summary>
internal static class JsonText
{
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
}
