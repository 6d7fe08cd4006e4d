using Mcp.Sessions;

namespace Mcp.Resilience;

/// <summary>Whether a call whose connection was lost is sent again. Pure, so that the table of its test is the whole truth.</summary>
internal static class RetryRule
{
    public const int MaxReissues = 3;
    public const int MaxUnsentReissues = 10;

    /// <summary>What lived so long was a good life. Shorter ones add up, or a server that dies after each handshake would be started for ever.</summary>
    public static readonly TimeSpan StableAfter = TimeSpan.FromSeconds(10);

    public static bool MaySendAgain(McpRetry retry, McpDisposition disposition, int reissues) => (retry, disposition) switch
    {
        // Nothing was applied, whatever the method does.
        (McpRetry.Never, McpDisposition.NotSent) => reissues < MaxUnsentReissues,
        (McpRetry.Never, _) => false,
        (McpRetry.Replayed, _) => true,
        (_, McpDisposition.NotSent) => reissues < MaxUnsentReissues,
        _ => reissues < MaxReissues,
    };

    /// <summary>Whether a call can have had no part in an end that would come again with the same call: it had not left, or only listens.</summary>
    public static bool IsInnocent(McpRetry retry, McpDisposition disposition) => disposition == McpDisposition.NotSent || retry == McpRetry.Replayed;

    /// <summary>Whether an open-ended call had stood so long that its loss is the first one again.</summary>
    public static bool IsFreshStart(McpRetry retry, McpDisposition disposition, TimeSpan lived) =>
        retry == McpRetry.Replayed && disposition == McpDisposition.Sent && lived >= StableAfter;
}
