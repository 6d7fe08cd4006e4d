using System.Text;
using Mcp.Catalog;

namespace Mcp;

/// <summary>One prompt as a typed method, over every revision: generated contracts are built of these.</summary>
public static class McpPromptMethod
{
    private const string Get = "prompts/get";

    /// <summary>A prompt as its text: the text parts of all its messages, joined with line feeds.</summary>
    /// <param name="prompt">The prompt's name on the wire.</param>
    /// <param name="writeArguments">Writes the arguments as one JSON object of strings.</param>
    public static McpMethod<TArguments, string> Text<TArguments>(string prompt, McpWriter<TArguments> writeArguments) =>
        Whole(prompt, writeArguments, PromptAnswer.ReadText);

    /// <summary>A prompt as it comes, in the neutral type.</summary>
    /// <param name="prompt">The prompt's name on the wire.</param>
    /// <param name="writeArguments">Writes the arguments as one JSON object of strings.</param>
    public static McpMethod<TArguments, McpPromptResult> Raw<TArguments>(string prompt, McpWriter<TArguments> writeArguments) =>
        Whole(prompt, writeArguments, McpPromptResult.Read);

    /// <summary>A prompt as its messages.</summary>
    /// <param name="prompt">The prompt's name on the wire.</param>
    /// <param name="writeArguments">Writes the arguments as one JSON object of strings.</param>
    public static McpMethod<TArguments, IReadOnlyList<McpPromptMessage>> Items<TArguments>(string prompt, McpWriter<TArguments> writeArguments) =>
        Whole(prompt, writeArguments, static (ref McpJsonReader reader) => McpPromptResult.Read(ref reader).Messages);

    /// <summary>A prompt whose answer is read as a whole.</summary>
    /// <param name="prompt">The prompt's name on the wire.</param>
    /// <param name="writeArguments">Writes the arguments as one JSON object of strings.</param>
    /// <param name="readResult">Reads the whole result.</param>
    public static McpMethod<TArguments, TResult> Whole<TArguments, TResult>(string prompt, McpWriter<TArguments> writeArguments, McpReader<TResult> readResult)
    {
        ArgumentException.ThrowIfNullOrEmpty(prompt);
        byte[] prefix = Encoding.UTF8.GetBytes($"{{\"name\":{McpJson.FromString(prompt)},\"arguments\":");
        return new McpMethod<TArguments, TResult>(
            Get,
            (writer, arguments) =>
            {
                writer.WriteRaw(prefix);
                writeArguments(writer, arguments);
                writer.EndObject();
            },
            readResult)
        {
            NameMember = "name",
            Retry = McpRetry.Safe,
            Label = $"{Get} {prompt}",
        };
    }
}
