using Mcp.Sessions;

namespace Mcp.Resilience;

/// <summary>Whether a call whose connection was lost is sent again. Pure, so that the table of its test is the whole truth.</summary>
internal static class RetryRule
{
    public const int MaxReissues = 3;
    public const int MaxUnsentReissues = 10;

    public static bool MaySendAgain(McpRetry retry, McpDisposition disposition, int reissues) => (retry, disposition) switch
    {
        // Nothing was applied, whatever the method does.
        (McpRetry.Never, McpDisposition.NotSent) => reissues < MaxUnsentReissues,
        (McpRetry.Never, _) => false,
        (McpRetry.Replayed, _) => true,
        (_, McpDisposition.NotSent) => reissues < MaxUnsentReissues,
        _ => reissues < MaxReissues,
    };
}
