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

    [Theory]
    [InlineData(3, 0.5, 0.2, 1_000)]
    [InlineData(3, 0.5, 5, 6_000)]
    [InlineData(0, 0.5, 60, 60_050)]
    // A hint beyond reason is a mistake of the server's.
    [InlineData(0, 0, 1_000_000, 86_400_000)]
    public void What_the_server_asks_for_is_the_least_and_still_spread(int attempt, double chance, double hintSeconds, double milliseconds) =>
        Assert.Equal(milliseconds, Backoff.Delay(attempt, Options, chance, TimeSpan.FromSeconds(hintSeconds)).TotalMilliseconds, precision: 6);
}
