using Mcp.Resilience;

namespace Mcp.Runtime.Tests.Resilience;

public sealed class RetryRuleTests
{
    [Theory]
    [InlineData(McpRetry.Never, McpDisposition.NotSent, 0, true)]
    [InlineData(McpRetry.Never, McpDisposition.NotSent, 9, true)]
    [InlineData(McpRetry.Never, McpDisposition.NotSent, 10, false)]
    [InlineData(McpRetry.Never, McpDisposition.Sent, 0, false)]
    [InlineData(McpRetry.Never, McpDisposition.Unknown, 0, false)]
    [InlineData(McpRetry.Safe, McpDisposition.NotSent, 9, true)]
    [InlineData(McpRetry.Safe, McpDisposition.NotSent, 10, false)]
    [InlineData(McpRetry.Safe, McpDisposition.Sent, 2, true)]
    [InlineData(McpRetry.Safe, McpDisposition.Sent, 3, false)]
    [InlineData(McpRetry.Safe, McpDisposition.Unknown, 2, true)]
    [InlineData(McpRetry.Replayed, McpDisposition.NotSent, 1000, true)]
    [InlineData(McpRetry.Replayed, McpDisposition.Sent, 1000, true)]
    public void A_lost_leg_goes_out_again_as_the_table_says(McpRetry retry, McpDisposition disposition, int reissues, bool expected) =>
        Assert.Equal(expected, RetryRule.MaySendAgain(retry, disposition, reissues));
}
