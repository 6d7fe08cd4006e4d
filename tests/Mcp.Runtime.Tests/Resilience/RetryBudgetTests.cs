using Mcp.Resilience;

namespace Mcp.Runtime.Tests.Resilience;

public sealed class RetryBudgetTests
{
    [Theory]
    [InlineData(10, 5)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    [InlineData(1_000, 500)]
    public void Half_of_the_store_is_spent_and_no_more(int capacity, int retries)
    {
        var budget = new RetryBudget(capacity);

        Assert.Equal(retries, Enumerable.Range(0, capacity + 10).Count(_ => budget.TrySpend()));
    }

    [Fact]
    public void Ten_successes_earn_a_retry_and_a_full_store_takes_no_more()
    {
        var budget = new RetryBudget(10);
        budget.OnSuccess();
        Assert.Equal(10, budget.Left);
        while (budget.TrySpend())
        {
        }

        for (int i = 0; i < 9; i++)
            budget.OnSuccess();
        Assert.True(budget.TrySpend());
        Assert.False(budget.TrySpend());
        for (int i = 0; i < 1_000; i++)
            budget.OnSuccess();
        Assert.Equal(10, budget.Left);
    }
}
