using Mcp.Resilience;

namespace Mcp.Runtime.Tests.Resilience;

public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData(McpToolRetry.Never, McpRetry.Never, false, "tools/call", McpRetry.Never, false)]
    [InlineData(McpToolRetry.Always, McpRetry.Never, false, "tools/call", McpRetry.Safe, false)]
    [InlineData(McpToolRetry.ReadOnlyHint, McpRetry.Never, false, "tools/call", McpRetry.Safe, true)]
    [InlineData(McpToolRetry.IdempotentHint, McpRetry.Never, false, "tools/call", McpRetry.Safe, true)]
    // The contract's word: nobody is asked.
    [InlineData(McpToolRetry.ReadOnlyHint, McpRetry.Safe, false, "tools/call", McpRetry.Safe, false)]
    // The call's own word, also against the option.
    [InlineData(McpToolRetry.Always, McpRetry.Never, true, "tools/call", McpRetry.Never, false)]
    [InlineData(McpToolRetry.Always, McpRetry.Never, false, "app/own", McpRetry.Never, false)]
    [InlineData(McpToolRetry.Always, McpRetry.Safe, false, "tools/list", McpRetry.Safe, false)]
    public void A_call_is_what_it_says_itself_or_else_what_the_option_says_of_tools(
        McpToolRetry option, McpRetry own, bool isChosen, string method, McpRetry expected, bool asksServer) =>
        Assert.Equal((expected, asksServer), new RetryPolicy(option, 3, 10).Of(own, isChosen, method));

    [Theory]
    [InlineData(McpRetry.Safe, McpDisposition.Sent, true)]
    [InlineData(McpRetry.Safe, McpDisposition.Unknown, true)]
    [InlineData(McpRetry.Safe, McpDisposition.NotSent, false)]
    [InlineData(McpRetry.Never, McpDisposition.NotSent, false)]
    [InlineData(McpRetry.Replayed, McpDisposition.Sent, false)]
    public void What_was_not_applied_and_what_is_owed_costs_nothing(McpRetry retry, McpDisposition disposition, bool costs) =>
        Assert.Equal(costs, RetryRule.IsCosting(retry, disposition));
}
