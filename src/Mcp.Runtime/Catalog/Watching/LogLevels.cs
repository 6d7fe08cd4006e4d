namespace Mcp.Catalog;

/// <summary>The names of the log levels on the wire, in the order of <see cref="McpLogLevel"/>.</summary>
internal static class LogLevels
{
    private static readonly string[] Names = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"];

    public static string NameOf(McpLogLevel level) => Names[(int)level];

    public static McpLogLevel? Parse(string? name)
    {
        int index = Array.IndexOf(Names, name);
        return index < 0 ? null : (McpLogLevel)index;
    }
}
