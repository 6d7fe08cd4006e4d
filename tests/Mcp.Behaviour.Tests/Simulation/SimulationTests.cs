using System.Globalization;
using Xunit.Abstractions;

namespace Mcp.Behaviour.Tests.Simulation;

/// <summary>
/// Several peers and the network between them, replayed from a seed. A failure names its seed; MCP_SEED=n runs that one alone, and
/// MCP_SCHEDULES=n (eng/simulation.sh) that many, from MCP_FIRST_SEED on.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int Schedules = 1_000;

    [Fact]
    public void Every_call_ends_once_and_nothing_is_left_in_a_thousand_schedules_that_delay_split_cut_and_kill()
    {
        int? only = Number("MCP_SEED");
        int first = only ?? Number("MCP_FIRST_SEED") ?? 0;
        int count = only is null ? Number("MCP_SCHEDULES") ?? Schedules : 1;
        int reconnects = 0;
        long start = TimeProvider.System.GetTimestamp();
        for (int seed = first; seed < first + count; seed++)
        {
            try
            {
                var world = new SimWorld(seed);
                world.Run();
                reconnects += world.Reconnects;
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"MCP_SEED={seed}: {error.Message}", error);
            }
        }

        output.WriteLine($"{count} schedules, {reconnects} reconnects, {count / TimeProvider.System.GetElapsedTime(start).TotalSeconds:0} per second");
        // A network that never cut anything would prove nothing.
        Assert.True(only is not null || reconnects > count / 2, $"only {reconnects} reconnects");
    }

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var first = new SimWorld(seed);
            var second = new SimWorld(seed);
            first.Run();
            second.Run();
            Assert.Equal(first.Trace, second.Trace);
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) ? number : null;
}
