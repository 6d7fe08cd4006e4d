using System.Globalization;
using Mcp.Resilience;

namespace Mcp.Runtime.Tests.Resilience;

public sealed class HeartbeatRuleTests
{
    private static readonly McpHeartbeatOptions Options = new();

    /// <summary>Seconds; a dash is "none".</summary>
    [Theory]
    // It speaks.
    [InlineData(0, "-", 0, 0, "-", "None")]
    [InlineData(29, "-", 0, 5, "-", "None")]
    [InlineData(2, "-", 1, 0, "-", "Alive")]
    // It is silent: it is asked.
    [InlineData(30, "-", 0, 0, "-", "Probe")]
    [InlineData(30, "-", 0, 5, "-", "Probe")]
    [InlineData(41, "-", 1, 0, "-", "Probe")]
    // The answer may take its time, and anything is an answer.
    [InlineData(35, "5", 0, 0, "-", "None")]
    [InlineData(39, "9", 0, 0, "-", "None")]
    [InlineData(3, "5", 0, 0, "-", "Alive")]
    [InlineData(3, "50", 1, 0, "-", "Alive")]
    // Twice nothing, and nothing to do: dead.
    [InlineData(40, "10", 0, 0, "-", "Missed")]
    [InlineData(51, "10", 1, 0, "-", "Dead")]
    [InlineData(52, "-", 2, 0, "-", "Dead")]
    // Busy: never.
    [InlineData(51, "10", 1, 1, "-", "Missed")]
    [InlineData(5000, "10", 400, 1, "-", "Missed")]
    [InlineData(5000, "-", 400, 1, "-", "Probe")]
    // Busy with what nobody waits for any more: not for ever.
    [InlineData(89, "10", 4, 0, "60", "Missed")]
    [InlineData(119, "10", 5, 0, "60", "Missed")]
    [InlineData(120, "10", 5, 0, "60", "Dead")]
    [InlineData(120, "10", 5, 7, "60", "Dead")]
    [InlineData(89, "10", 4, 0, "5", "Missed")]
    [InlineData(90, "10", 4, 0, "5", "Dead")]
    [InlineData(100, "10", 4, 0, "28", "Missed")]
    [InlineData(112, "10", 4, 0, "28", "Dead")]
    [InlineData(120, "10", 4, 0, "100000", "Dead")]
    [InlineData(120, "10", 0, 0, "60", "Missed")]
    public void A_silent_peer_is_asked_then_missed_and_dead_only_when_it_has_nothing_to_do(double idle, string probeAge, int misses, int calls, string timedOut, string expected) =>
        Assert.Equal(expected, HeartbeatRule.Decide(new HeartbeatView(TimeSpan.FromSeconds(idle), Seconds(probeAge), misses, calls, Seconds(timedOut)), Options).ToString());

    [Fact]
    public void One_miss_is_enough_if_the_options_say_so() =>
        Assert.Equal(HeartbeatStep.Dead, HeartbeatRule.Decide(new HeartbeatView(TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(10), 0, 0, null), new McpHeartbeatOptions { Misses = 1 }));

    private static TimeSpan? Seconds(string text) => text == "-" ? null : TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));
}
