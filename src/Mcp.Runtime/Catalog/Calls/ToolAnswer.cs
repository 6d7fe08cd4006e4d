using System.Text.Json;

namespace Mcp.Catalog;

/// <summary>A tool's answer → what a method returns. Structured content wins, then the text; anything else is an error that says what came.</summary>
internal static class ToolAnswer
{
    private const int ShownLength = 80;

    public static bool ReadSuccess(string tool, ref McpJsonReader reader)
    {
        ThrowIfError(tool, ref reader);
        return true;
    }

    /// <summary>One pass in the usual case; only a failure is read a second time, whole.</summary>
    public static string ReadText(string tool, ref McpJsonReader reader)
    {
        McpJsonReader whole = reader;
        string? text = null;
        string? structured = null;
        reader.StartObject("CallToolResult");
        while (reader.NextProperty())
        {
            if (reader.NameIs("content"u8))
            {
                text = McpToolResult.JoinText(ref reader);
                continue;
            }

            if (reader.NameIs("isError"u8) && reader.TokenType == JsonTokenType.True)
                throw Failure(tool, ref whole);
            if (reader.NameIs("structuredContent"u8))
                structured = StructuredText(reader);
            reader.Skip();
        }

        return structured ?? text ?? throw reader.Missing("CallToolResult", "content");
    }

    public static TResult ReadData<TResult>(string tool, McpReader<TResult> readResult, McpDataForm form, ref McpJsonReader reader)
    {
        ThrowIfError(tool, ref reader);
        McpJsonReader structured = Unwrapped(reader.Find("structuredContent"u8), form);
        if (structured.TokenType is not (JsonTokenType.None or JsonTokenType.Null))
            return Read(tool, readResult, ref structured);
        McpJsonReader content = reader.Find("content"u8);
        string text = content.TokenType == JsonTokenType.None ? throw reader.Missing("CallToolResult", "content") : McpToolResult.JoinText(ref content);
        McpJsonReader json = Parse(tool, typeof(TResult), text, form).GetReader();
        json = Unwrapped(json, form);
        return Read(tool, readResult, ref json);
    }

    public static byte[] ReadBytes(string tool, ref McpJsonReader reader)
    {
        ThrowIfError(tool, ref reader);
        McpJsonReader parts = reader.Find("content"u8);
        parts.StartArray("content");
        while (parts.NextItem())
        {
            McpJsonReader data = parts.Find("data"u8);
            if (data.TokenType == JsonTokenType.None)
                data = parts.Find("resource"u8).Find("blob"u8);
            if (data.TokenType != JsonTokenType.None)
                return Read(tool, static (ref McpJsonReader value) => value.ReadBase64(), ref data);
            parts.Skip();
        }

        McpJsonReader structured = Unwrapped(reader.Find("structuredContent"u8), McpDataForm.Text);
        if (structured.TokenType == JsonTokenType.String)
            return Read(tool, static (ref McpJsonReader value) => value.ReadBase64(), ref structured);
        throw Unfit(tool, typeof(byte[]), "it sent no picture, no sound and no binary resource.", null);
    }

    public static McpToolResult<TResult> ReadResult<TResult>(string tool, McpReader<TResult> readResult, McpDataForm form, ref McpJsonReader reader)
    {
        McpJsonReader data = reader;
        McpToolResult raw = McpToolResult.Read(ref reader);
        return new McpToolResult<TResult> { Raw = raw, Value = raw.IsError ? default : ReadData(tool, readResult, form, ref data) };
    }

    public static McpToolResult<string> ReadTextResult(ref McpJsonReader reader)
    {
        McpJsonReader data = reader;
        McpToolResult raw = McpToolResult.Read(ref reader);
        return new McpToolResult<string> { Raw = raw, Value = raw.IsError ? null : ReadText("", ref data) };
    }

    /// <summary>Reads, and says where in which tool's answer it went wrong.</summary>
    private static TResult Read<TResult>(string tool, McpReader<TResult> readResult, ref McpJsonReader reader)
    {
        McpJsonReader start = reader;
        try
        {
            return readResult(ref reader);
        }
        catch (McpPayloadException error)
        {
            string path = error.Offset >= 0 ? start.PathOf(error.Offset) : "the answer";
            throw Unfit(tool, typeof(TResult), error.At(path), error);
        }
    }

    private static McpJson Parse(string tool, Type type, string text, McpDataForm form)
    {
        try
        {
            // Parsed as a whole: a reader stops at the end of its value, and prose may begin with one ("5 errors found").
            McpJson json = McpJson.Parse(text);
            return form == McpDataForm.Text && json.Kind is not (JsonValueKind.String or JsonValueKind.Object) ? McpJson.FromString(text) : json;
        }
        catch (JsonException error)
        {
            if (form == McpDataForm.Text && text.Length > 0)
                return McpJson.FromString(text);
            throw Unfit(tool, type, $"it sent no structuredContent, and {Shown(text)} is no JSON.", error);
        }
    }

    /// <summary>Steps into <c>{"result": …}</c>, which servers send where the data itself is no object.</summary>
    private static McpJsonReader Unwrapped(McpJsonReader reader, McpDataForm form)
    {
        if (form == McpDataForm.Whole || reader.TokenType != JsonTokenType.StartObject)
            return reader;
        McpJsonReader inner = reader.Find("result"u8);
        return inner.TokenType == JsonTokenType.None ? reader : inner;
    }

    private static string? StructuredText(McpJsonReader reader)
    {
        McpJsonReader value = Unwrapped(reader, McpDataForm.Text);
        return value.TokenType == JsonTokenType.String ? value.ReadString() : null;
    }

    private static void ThrowIfError(string tool, ref McpJsonReader reader)
    {
        McpJsonReader flag = reader.Find("isError"u8);
        if (flag.TokenType == JsonTokenType.True)
            throw Failure(tool, ref reader);
    }

    private static McpToolException Failure(string tool, ref McpJsonReader whole)
    {
        McpToolResult result = McpToolResult.Read(ref whole);
        return new McpToolException(tool, result.Text, result.Content);
    }

    private static McpPayloadException Unfit(string tool, Type type, string came, Exception? error) =>
        new($"Tool '{tool}' did not answer with {TypeNames.Of(type)}: {came}", error) { Disposition = McpDisposition.Sent };

    private static string Shown(string text) =>
        text.Length == 0 ? "no text" : $"the text '{(text.Length > ShownLength ? text[..ShownLength] + "…" : text)}'";
}
