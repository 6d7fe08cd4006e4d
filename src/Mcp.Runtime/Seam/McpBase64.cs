namespace Mcp;

/// <summary>Bytes of members that travel as base64 text. Generated types decode when they are asked, not when they are read.</summary>
public static class McpBase64
{
    /// <summary>The bytes that a text stands for.</summary>
    /// <exception cref="McpPayloadException">The text is no base64.</exception>
    public static ReadOnlyMemory<byte> Decode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException error)
        {
            throw new McpPayloadException("The text is no base64.", error);
        }
    }
}
