namespace Mcp.Catalog;

/// <summary>Texts by name, as arguments of prompts and completions are.</summary>
internal static class StringMap
{
    public static void Write(McpJsonWriter writer, IReadOnlyDictionary<string, string> texts)
    {
        writer.StartObject();
        foreach ((string name, string text) in texts)
        {
            writer.Name(name);
            writer.WriteString(text);
        }

        writer.EndObject();
    }
}
