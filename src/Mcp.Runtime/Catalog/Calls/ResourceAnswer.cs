using System.Text;
using System.Text.Json;

namespace Mcp.Catalog;

/// <summary>The contents of a resource → what a method returns.</summary>
internal static class ResourceAnswer
{
    public static string ReadText(string template, ref McpJsonReader reader)
    {
        string? first = null;
        StringBuilder? all = null;
        McpJsonReader contents = Contents(ref reader);
        while (contents.NextItem())
        {
            if (contents.Find("text"u8) is { TokenType: JsonTokenType.String } text)
            {
                if (first is null)
                    first = text.ReadString();
                else
                    (all ??= new StringBuilder(first)).Append('\n').Append(text.ReadString());
            }

            contents.Skip();
        }

        return all?.ToString() ?? first ?? throw Unfit(template, typeof(string), "it holds no text.", null);
    }

    public static byte[] ReadBytes(string template, ref McpJsonReader reader)
    {
        byte[]? fromText = null;
        McpJsonReader contents = Contents(ref reader);
        while (contents.NextItem())
        {
            if (contents.Find("blob"u8) is { TokenType: JsonTokenType.String } blob)
                return blob.ReadBase64();
            if (fromText is null && contents.Find("text"u8) is { TokenType: JsonTokenType.String } text)
                fromText = Encoding.UTF8.GetBytes(text.ReadString());
            contents.Skip();
        }

        return fromText ?? throw Unfit(template, typeof(byte[]), "it holds neither text nor bytes.", null);
    }

    public static TResult ReadData<TResult>(string template, McpReader<TResult> readResult, ref McpJsonReader reader)
    {
        string text = ReadText(template, ref reader);
        try
        {
            McpJsonReader json = McpJson.Parse(text).GetReader();
            return readResult(ref json);
        }
        catch (JsonException error)
        {
            throw Unfit(template, typeof(TResult), "its text is no JSON.", error);
        }
        catch (McpPayloadException error)
        {
            throw Unfit(template, typeof(TResult), error.At(error.Offset >= 0 ? JsonPath.At(Encoding.UTF8.GetBytes(text), error.Offset) : "its text"), error);
        }
    }

    private static McpJsonReader Contents(ref McpJsonReader reader)
    {
        McpJsonReader contents = reader.Find("contents"u8);
        if (contents.TokenType == JsonTokenType.None)
            throw reader.Missing("ReadResourceResult", "contents");
        contents.StartArray("contents");
        return contents;
    }

    private static McpPayloadException Unfit(string template, Type type, string came, Exception? error) =>
        new($"Resource '{template}' cannot be read as {TypeNames.Of(type)}: {came}", error) { Disposition = McpDisposition.Sent };
}
