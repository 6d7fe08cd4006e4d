namespace Mcp;

/// <summary>Who a server is, as it says itself; neutral over revisions so that any app can show it.</summary>
/// <param name="Name">The program's name.</param>
/// <param name="Version">The program's version.</param>
/// <param name="Raw">Everything it said, titles and icons of later revisions included.</param>
public sealed record McpServerInfo(string Name, string Version, McpJson Raw)
{
    internal static McpServerInfo From(McpJson implementation)
    {
        string Text(string member) => implementation.TryGetProperty(member, out McpJson value) && value.Kind == System.Text.Json.JsonValueKind.String ? value.GetString() : "";
        return new McpServerInfo(Text("name"), Text("version"), implementation);
    }
}
