using Mcp.Sessions;

namespace Mcp.Resilience;

/// <summary>What the options say of sending again.</summary>
/// <param name="Tools">What becomes of calls of tools.</param>
/// <param name="MaxRetries">How often one call may cost something.</param>
/// <param name="Budget">How much all calls together may cost.</param>
internal sealed record RetryPolicy(McpToolRetry Tools, int MaxRetries, int Budget)
{
    public static RetryPolicy From(McpClientOptions options) => new(options.ToolRetry, options.MaxRetries, options.RetryBudget);

    /// <summary>The class of a call, and whether the server's own word decides it.</summary>
    public (McpRetry Retry, bool AsksServer) Of(PendingCall call) => Of(call.Retry, call.Options.Retry is not null, call.Method.Name);

    public (McpRetry Retry, bool AsksServer) Of(McpRetry own, bool isChosen, string method)
    {
        if (isChosen || own != McpRetry.Never || method != MethodNames.CallTool || Tools == McpToolRetry.Never)
            return (own, false);
        return (McpRetry.Safe, Tools != McpToolRetry.Always);
    }
}
