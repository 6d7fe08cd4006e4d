using System.Text;
using Mcp.Catalog;
using Mcp.Sessions;

namespace Mcp;

/// <summary>
/// Calls of one tool as typed methods, over every revision: generated contracts are built of these. The tool's name is a constant in the
/// frame and the arguments go straight into it; a result that says <c>isError</c> becomes a <see cref="McpToolException"/>.
/// </summary>
public static class McpToolMethod
{
    /// <summary>A tool whose result does not matter, only that it succeeded.</summary>
    /// <param name="tool">The tool's name on the wire.</param>
    /// <param name="writeArguments">Writes the arguments as one JSON object.</param>
    public static McpMethod<TArguments, bool> Done<TArguments>(string tool, McpWriter<TArguments> writeArguments) =>
        Create(tool, writeArguments, (ref McpJsonReader reader) => ToolAnswer.ReadSuccess(tool, ref reader));

    /// <summary>A tool whose result is its text: structured content that is a string, or else the text parts, joined with line feeds.</summary>
    /// <param name="tool">The tool's name on the wire.</param>
    /// <param name="writeArguments">Writes the arguments as one JSON object.</param>
    public static McpMethod<TArguments, string> Text<TArguments>(string tool, McpWriter<TArguments> writeArguments) =>
        Create(tool, writeArguments, (ref McpJsonReader reader) => ToolAnswer.ReadText(tool, ref reader));

    /// <summary>A tool whose result is data: its structured content, or else its text read as JSON.</summary>
    /// <param name="tool">The tool's name on the wire.</param>
    /// <param name="writeArguments">Writes the arguments as one JSON object.</param>
    /// <param name="readResult">Reads the data.</param>
    /// <param name="form">What the data looks like in JSON, where it is no object.</param>
    public static McpMethod<TArguments, TResult> Data<TArguments, TResult>(
        string tool, McpWriter<TArguments> writeArguments, McpReader<TResult> readResult, McpDataForm form = McpDataForm.Whole) =>
        Create(tool, writeArguments, (ref McpJsonReader reader) => ToolAnswer.ReadData(tool, readResult, form, ref reader));

    /// <summary>A tool whose result is bytes: the first picture, sound or binary resource that it sends.</summary>
    /// <param name="tool">The tool's name on the wire.</param>
    /// <param name="writeArguments">Writes the arguments as one JSON object.</param>
    public static McpMethod<TArguments, byte[]> Bytes<TArguments>(string tool, McpWriter<TArguments> writeArguments) =>
        Create(tool, writeArguments, (ref McpJsonReader reader) => ToolAnswer.ReadBytes(tool, ref reader));

    /// <inheritdoc cref="Bytes"/>
    public static McpMethod<TArguments, ReadOnlyMemory<byte>> Memory<TArguments>(string tool, McpWriter<TArguments> writeArguments) =>
        Create<TArguments, ReadOnlyMemory<byte>>(tool, writeArguments, (ref McpJsonReader reader) => ToolAnswer.ReadBytes(tool, ref reader));

    /// <summary>A tool whose result comes with its content, and whose failure is a value.</summary>
    /// <param name="tool">The tool's name on the wire.</param>
    /// <param name="writeArguments">Writes the arguments as one JSON object.</param>
    /// <param name="readResult">Reads the data.</param>
    /// <param name="form">What the data looks like in JSON, where it is no object.</param>
    public static McpMethod<TArguments, McpToolResult<TResult>> Result<TArguments, TResult>(
        string tool, McpWriter<TArguments> writeArguments, McpReader<TResult> readResult, McpDataForm form = McpDataForm.Whole) =>
        Create(tool, writeArguments, (ref McpJsonReader reader) => ToolAnswer.ReadResult(tool, readResult, form, ref reader));

    /// <summary>A tool whose text comes with its content, and whose failure is a value.</summary>
    /// <param name="tool">The tool's name on the wire.</param>
    /// <param name="writeArguments">Writes the arguments as one JSON object.</param>
    public static McpMethod<TArguments, McpToolResult<string>> TextResult<TArguments>(string tool, McpWriter<TArguments> writeArguments) =>
        Create(tool, writeArguments, static (ref McpJsonReader reader) => ToolAnswer.ReadTextResult(ref reader));

    /// <summary>A tool whose result is taken as it comes, failures included.</summary>
    public static McpMethod<TArguments, McpToolResult> Raw<TArguments>(string tool, McpWriter<TArguments> writeArguments) =>
        Create(tool, writeArguments, McpToolResult.Read);

    /// <summary>A tool whose result is read as a whole, failures included: by a revision's own <c>CallToolResult</c>.</summary>
    public static McpMethod<TArguments, TResult> Whole<TArguments, TResult>(string tool, McpWriter<TArguments> writeArguments, McpReader<TResult> readResult) =>
        Create(tool, writeArguments, readResult);

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
}
