using System.Text;
using System.Text.Json;

namespace Mcp.Catalog;

/// <summary>A prompt's answer → its text.</summary>
internal static class PromptAnswer
{
    public static string ReadText(ref McpJsonReader reader)
    {
        var all = new StringBuilder();
        McpJsonReader messages = reader.Find("messages"u8);
        if (messages.TokenType == JsonTokenType.None)
            throw reader.Missing("GetPromptResult", "messages");
        messages.StartArray("messages");
        while (messages.NextItem())
        {
            McpJsonReader content = messages.Find("content"u8);
            if (content.Find("type"u8).ValueIs("text"u8) && content.Find("text"u8) is { TokenType: JsonTokenType.String } text)
                all.Append(all.Length > 0 ? "\n" : "").Append(text.ReadString());
            messages.Skip();
        }

        return all.ToString();
    }
}
