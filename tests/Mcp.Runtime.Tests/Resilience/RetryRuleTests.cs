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
        Assert.Equal(expected, RetryRule.MaySendAgain(retry, disposition, reissues, maxRetries: 3));

    [Theory]
    [InlineData(McpRetry.Never, McpDisposition.NotSent, true)]
    [InlineData(McpRetry.Never, McpDisposition.Sent, false)]
    [InlineData(McpRetry.Safe, McpDisposition.Sent, false)]
    [InlineData(McpRetry.Replayed, McpDisposition.Sent, true)]
    public void What_cannot_have_caused_a_lasting_fault_goes_out_again_after_it(McpRetry retry, McpDisposition disposition, bool expected) =>
        Assert.Equal(expected, RetryRule.IsInnocent(retry, disposition));

    [Theory]
    [InlineData(McpRetry.Replayed, McpDisposition.Sent, 10, true)]
    [InlineData(McpRetry.Replayed, McpDisposition.Sent, 9.9, false)]
    [InlineData(McpRetry.Replayed, McpDisposition.NotSent, 10, false)]
    [InlineData(McpRetry.Safe, McpDisposition.Sent, 10, false)]
    public void A_subscription_that_stood_long_is_lost_for_the_first_time_again(McpRetry retry, McpDisposition disposition, double seconds, bool expected) =>
        Assert.Equal(expected, RetryRule.IsFreshStart(retry, disposition, TimeSpan.FromSeconds(seconds)));
}
