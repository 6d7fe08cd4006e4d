using Mcp.Catalog;

namespace Mcp;

/// <summary>
/// One resource, or a family of them behind a URI template, as a typed method over every revision: generated contracts are built of these.
/// The address goes piece by piece into the frame.
/// </summary>
public static class McpResourceMethod
{
    private const string ReadName = "resources/read";

    /// <summary>A resource as its text: of several contents the texts, joined with line feeds.</summary>
    /// <param name="template">The template, for error texts.</param>
    /// <param name="writeUri">Writes the address without quotes, as <see cref="McpUriWriter"/> does.</param>
    public static McpMethod<TArguments, string> Text<TArguments>(string template, McpWriter<TArguments> writeUri) =>
        Whole(template, writeUri, (ref McpJsonReader reader) => ResourceAnswer.ReadText(template, ref reader));

    /// <summary>A resource as its bytes: the first content that is binary, or else the first text in UTF-8.</summary>
    /// <param name="template">The template, for error texts.</param>
    /// <param name="writeUri">Writes the address without quotes.</param>
    public static McpMethod<TArguments, byte[]> Bytes<TArguments>(string template, McpWriter<TArguments> writeUri) =>
        Whole(template, writeUri, (ref McpJsonReader reader) => ResourceAnswer.ReadBytes(template, ref reader));

    /// <inheritdoc cref="Bytes"/>
    public static McpMethod<TArguments, ReadOnlyMemory<byte>> Memory<TArguments>(string template, McpWriter<TArguments> writeUri) =>
        Whole<TArguments, ReadOnlyMemory<byte>>(template, writeUri, (ref McpJsonReader reader) => ResourceAnswer.ReadBytes(template, ref reader));

    /// <summary>A resource as data: its text, read as JSON.</summary>
    /// <param name="template">The template, for error texts.</param>
    /// <param name="writeUri">Writes the address without quotes.</param>
    /// <param name="readResult">Reads the data.</param>
    public static McpMethod<TArguments, TResult> Data<TArguments, TResult>(string template, McpWriter<TArguments> writeUri, McpReader<TResult> readResult) =>
        Whole(template, writeUri, (ref McpJsonReader reader) => ResourceAnswer.ReadData(template, readResult, ref reader));

    /// <summary>A resource as its contents, in the neutral type.</summary>
    /// <param name="template">The template, for error texts.</param>
    /// <param name="writeUri">Writes the address without quotes.</param>
    public static McpMethod<TArguments, IReadOnlyList<McpResourceContents>> Items<TArguments>(string template, McpWriter<TArguments> writeUri) =>
        Whole(template, writeUri, static (ref McpJsonReader reader) => ListReader.ReadPage(ref reader, "ReadResourceResult", "contents"u8, McpResourceContents.Read).Items);

    /// <summary>A resource whose answer is read as a whole.</summary>
    /// <param name="template">The template, for error texts.</param>
    /// <param name="writeUri">Writes the address without quotes.</param>
    /// <param name="readResult">Reads the whole result.</param>
    public static McpMethod<TArguments, TResult> Whole<TArguments, TResult>(string template, McpWriter<TArguments> writeUri, McpReader<TResult> readResult)
    {
        ArgumentException.ThrowIfNullOrEmpty(template);
        return new McpMethod<TArguments, TResult>(
            ReadName,
            (writer, arguments) =>
            {
                writer.WriteRaw("{\"uri\":\""u8);
                writeUri(writer, arguments);
                writer.WriteRaw("\"}"u8);
            },
            readResult)
        {
            NameMember = "uri",
            Retry = McpRetry.Safe,
            Label = $"{ReadName} {template}",
        };
    }
}
