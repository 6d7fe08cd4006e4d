namespace Mcp.Diagnostics;

/// <summary>The names of tags, and the values that are ours to choose.</summary>
internal static class TelemetryTags
{
    public const string Method = "mcp.method.name";
    public const string Version = "mcp.protocol.version";
    public const string ResourceUri = "mcp.resource.uri";
    public const string ErrorType = "error.type";
    public const string StatusCode = "rpc.response.status_code";
    public const string RequestId = "jsonrpc.request.id";
    public const string Operation = "gen_ai.operation.name";
    public const string ExecuteTool = "execute_tool";
    public const string Tool = "gen_ai.tool.name";
    public const string Prompt = "gen_ai.prompt.name";
    public const string Transport = "network.transport";
    public const string Protocol = "network.protocol.name";
    public const string Address = "server.address";
    public const string Port = "server.port";
    public const string Direction = "direction";
    public const string Kind = "kind";
    public const string Reason = "reason";
    public const string State = "state";

    public const string Timeout = "timeout";
    public const string ConnectionLost = "connection_lost";
    public const string Cancelled = "cancelled";
    public const string ToolError = "tool_error";
    public const string Other = "_OTHER";
}
