using System.Text;
using System.Text.Json;
using Mcp.Buffers;

namespace Mcp.Transports.Tap;

/// <summary>A frame's text without the values of members whose names speak of secrets. A guess by name: what a secret is called otherwise stays.</summary>
internal static class Redaction
{
    private static readonly string[] Secrets = ["authorization", "token", "secret", "password", "passwd", "apikey", "credential", "cookie", "privatekey"];

    // What tells reports apart, and how long an answer may be: names of the protocol itself that only look like secrets.
    private static readonly string[] Harmless = ["progressToken", "maxTokens"];

    public static string Apply(ReadOnlySpan<byte> utf8)
    {
        McpJsonWriter writer = McpJsonWriter.Rent(BufferPool.Shared);
        try
        {
            McpJsonReader value = McpJson.Parse(utf8).GetReader();
            Write(writer, ref value);
            return Encoding.UTF8.GetString(writer.Written);
        }
        catch (Exception error) when (error is JsonException or McpPayloadException or InvalidOperationException)
        {
            return $"no JSON ({utf8.Length} B)";
        }
        finally
        {
            writer.Discard();
        }
    }

    private static void Write(McpJsonWriter writer, ref McpJsonReader value)
    {
        switch (value.TokenType)
        {
            case JsonTokenType.StartObject:
                WriteObject(writer, ref value);
                break;
            case JsonTokenType.StartArray:
                value.StartArray("value");
                writer.StartArray();
                while (value.NextItem())
                {
                    writer.Item();
                    Write(writer, ref value);
                }

                writer.EndArray();
                break;
            default:
                writer.WriteRaw(value.ReadRaw());
                break;
        }
    }

    private static void WriteObject(McpJsonWriter writer, ref McpJsonReader value)
    {
        value.StartObject("value");
        writer.StartObject();
        while (value.NextProperty())
        {
            string name = value.GetName();
            writer.Name(name);
            if (IsSecret(name))
            {
                value.Skip();
                writer.WriteString("***");
            }
            else
            {
                Write(writer, ref value);
            }
        }

        writer.EndObject();
    }

    private static bool IsSecret(string name)
    {
        if (Harmless.Contains(name))
            return false;
        string letters = name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        return Secrets.Any(secret => letters.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }
}
