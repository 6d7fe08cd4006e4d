using Mcp;

namespace Theirs;

internal static class Both
{
    public static McpRevision Own => Protocol.Revision;

    public static McpRevision Known => Mcp.V2026_07_28.Protocol.Revision;
}
