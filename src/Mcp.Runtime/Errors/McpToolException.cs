namespace Mcp;

/// <summary>A tool ran and reported its own failure (<c>isError</c>, MCP "Tools", error handling). The session is fine.</summary>
public sealed class McpToolException : McpException
{
    /// <summary>Creates the error.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="text">The text parts of the result, joined with line feeds.</param>
    /// <param name="content">The result's whole content.</param>
    public McpToolException(string tool, string text, McpJson content)
        : base($"Tool '{tool}' failed: {text}", null)
    {
        Tool = tool;
        Text = text;
        Content = content;
        Disposition = McpDisposition.Sent;
    }

    /// <summary>The tool's name.</summary>
    public string Tool { get; }

    /// <summary>The text parts of the result, joined with line feeds.</summary>
    public string Text { get; }

    /// <summary>The result's <c>content</c> as it was sent.</summary>
    public McpJson Content { get; }
}
