using System.Text;
using System.Text.Json;
using Mcp.Sessions;

namespace Mcp;

/// <summary>
/// Calls of one tool as typed methods, over every revision: generated contracts are built of these. The tool's name is a constant in the
/// frame and the arguments go straight into it; a result that says <c>isError</c> becomes a <see cref="McpToolException"/>.
/// </summary>
public static class McpToolMethod
{
    /// <summary>A tool whose result is its text: the text parts, joined with line feeds.</summary>
    /// <param name="tool">The tool's name on the wire.</param>
    /// <param name="writeArguments">Writes the arguments as one JSON object.</param>
    public static McpMethod<TArguments, string> Text<TArguments>(string tool, McpWriter<TArguments> writeArguments) =>
        Create(tool, writeArguments, (ref McpJsonReader reader) => ReadText(tool, ref reader));

    /// <summary>A tool whose result is data: its structured content, or else its text read as JSON.</summary>
    /// <param name="tool">The tool's name on the wire.</param>
    /// <param name="writeArguments">Writes the arguments as one JSON object.</param>
    /// <param name="readResult">Reads the data.</param>
    public static McpMethod<TArguments, TResult> Data<TArguments, TResult>(string tool, McpWriter<TArguments> writeArguments, McpReader<TResult> readResult) =>
        Create(tool, writeArguments, (ref McpJsonReader reader) => ReadData(tool, readResult, ref reader));

    /// <summary>A tool whose result is taken as it comes, failures included.</summary>
    public static McpMethod<TArguments, McpToolResult> Raw<TArguments>(string tool, McpWriter<TArguments> writeArguments) =>
        Create(tool, writeArguments, McpToolResult.Read);

    private static McpMethod<TArguments, TResult> Create<TArguments, TResult>(string tool, McpWriter<TArguments> writeArguments, McpReader<TResult> readResult)
    {
        ArgumentException.ThrowIfNullOrEmpty(tool);
        byte[] prefix = Encoding.UTF8.GetBytes($"{{\"name\":{McpJson.FromString(tool)},\"arguments\":");
        return new McpMethod<TArguments, TResult>(
            MethodNames.CallTool,
            (writer, arguments) =>
            {
                writer.WriteRaw(prefix);
                writeArguments(writer, arguments);
                writer.EndObject();
            },
            readResult)
        {
            NameMember = "name",
            Label = $"{MethodNames.CallTool} {tool}",
        };
    }

    /// <summary>One pass in the usual case; only a failure is read a second time, whole.</summary>
    private static string ReadText(string tool, ref McpJsonReader reader)
    {
        McpJsonReader whole = reader;
        string? text = null;
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
            reader.Skip();
        }

        return text ?? throw reader.Missing("CallToolResult", "content");
    }

    private static TResult ReadData<TResult>(string tool, McpReader<TResult> readResult, ref McpJsonReader reader)
    {
        McpJsonReader whole = reader;
        ThrowIfError(tool, ref whole);
        McpJsonReader structured = reader.Find("structuredContent"u8);
        if (structured.TokenType is not (JsonTokenType.None or JsonTokenType.Null))
            return readResult(ref structured);
        McpJsonReader content = reader.Find("content"u8);
        string text = McpToolResult.JoinText(ref content);
        try
        {
            // Parsed as a whole first: a reader stops at the end of its value, and prose may begin with one ("5 errors found").
            McpJsonReader json = McpJson.Parse(text).GetReader();
            return readResult(ref json);
        }
        catch (JsonException error)
        {
            string came = text.Length == 0 ? "no text" : $"the text '{(text.Length > 80 ? text[..80] + "…" : text)}'";
            throw new McpPayloadException($"Tool '{tool}' was expected to answer with a {typeof(TResult).Name}: it sent no structuredContent, and {came} is no JSON.", error)
            {
                Disposition = McpDisposition.Sent,
            };
        }
    }

    private static void ThrowIfError(string tool, ref McpJsonReader reader)
    {
        McpJsonReader flag = reader.Find("isError"u8);
        if (flag.TokenType != JsonTokenType.True)
            return;
        throw Failure(tool, ref reader);
    }

    private static McpToolException Failure(string tool, ref McpJsonReader whole)
    {
        McpToolResult result = McpToolResult.Read(ref whole);
        return new McpToolException(tool, result.Text, result.Content);
    }
}
