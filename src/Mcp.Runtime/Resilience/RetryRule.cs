using Mcp.Sessions;

namespace Mcp.Resilience;

/// <summary>Whether a call whose connection was lost is sent again. Pure, so that the table of its test is the whole truth.</summary>
internal static class RetryRule
{
    public const int MaxUnsentReissues = 10;

    /// <summary>What lived so long was a good life. Shorter ones add up, or a server that dies after each handshake would be started for ever.</summary>
    public static readonly TimeSpan StableAfter = TimeSpan.FromSeconds(10);

    /// <param name="retry">What the call allows.</param>
    /// <param name="disposition">How far it had come.</param>
    /// <param name="reissues">How often it was sent again already.</param>
    /// <param name="maxRetries">How often it may be after it may have been carried out.</param>
    public static bool MaySendAgain(McpRetry retry, McpDisposition disposition, int reissues, int maxRetries) => (retry, disposition) switch
    {
        // Nothing was applied, whatever the method does.
        (McpRetry.Never, McpDisposition.NotSent) => reissues < MaxUnsentReissues,
        (McpRetry.Never, _) => false,
        (McpRetry.Replayed, _) => true,
        (_, McpDisposition.NotSent) => reissues < MaxUnsentReissues,
        _ => reissues < maxRetries,
    };

    /// <summary>Whether it counts against what a client may send again in all: what cannot have been applied does not, and lasting state is owed anyway.</summary>
    public static bool IsCosting(McpRetry retry, McpDisposition disposition) => retry != McpRetry.Replayed && disposition != McpDisposition.NotSent;

    /// <summary>Whether a call can have had no part in an end that would come again with the same call: it had not left, or only listens.</summary>
    public static bool IsInnocent(McpRetry retry, McpDisposition disposition) => disposition == McpDisposition.NotSent || retry == McpRetry.Replayed;

    /// <summary>Whether an open-ended call had stood so long that its loss is the first one again.</summary>
    public static bool IsFreshStart(McpRetry retry, McpDisposition disposition, TimeSpan lived) =>
        retry == McpRetry.Replayed && disposition == McpDisposition.Sent && lived >= StableAfter;
}
