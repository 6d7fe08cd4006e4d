using Mcp.Resilience;

namespace Mcp.Runtime.Tests.Resilience;

public sealed class BackoffTests
{
    private static readonly McpReconnectOptions Options = new();

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 0.5, 50)]
    [InlineData(1, 0, 50)]
    [InlineData(1, 0.5, 250)]
    [InlineData(3, 0.5, 1_000)]
    [InlineData(7, 0.5, 15_000)]
    [InlineData(1_000, 0.5, 15_000)]
    public void Delays_grow_to_the_ceiling_and_never_fall_below_the_floor(int attempt, double chance, double milliseconds) =>
        Assert.Equal(milliseconds, Backoff.Delay(attempt, Options, chance).TotalMilliseconds, precision: 6);
}
