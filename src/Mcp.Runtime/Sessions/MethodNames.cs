namespace Mcp.Sessions;

/// <summary>The methods that the runtime itself must know; all others are names to it.</summary>
internal static class MethodNames
{
    public const string Initialize = "initialize";
    public const string Initialized = "notifications/initialized";
    public const string Discover = "server/discover";
    public const string Ping = "ping";
    public const string Cancelled = "notifications/cancelled";
    public const string Progress = "notifications/progress";
    public const string Listen = "subscriptions/listen";
    public const string ListTools = "tools/list";
    public const string CallTool = "tools/call";
    public const string LogMessage = "notifications/message";
}
