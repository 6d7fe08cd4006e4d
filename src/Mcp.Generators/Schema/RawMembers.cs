using System.Collections.Generic;

namespace Mcp.Generators.Schema;

/// <summary>
/// What stays JSON although the schema describes it in part. Tool schemas are JSON Schema of any kind, and the stateless era needs
/// their exact text; the definitions of JSON itself would only wrap what <c>McpJson</c> already is.
/// </summary>
internal static class RawMembers
{
    public static readonly HashSet<string> Members = new() { "Tool.inputSchema", "Tool.outputSchema" };

    public static readonly HashSet<string> AnyJson = new() { "JSONValue", "JSONObject", "JSONArray" };
}
