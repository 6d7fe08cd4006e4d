namespace Mcp.Behaviour.Tests.Simulation;

/// <summary>
/// Both peers and the network between them, replayed from a seed. A failure names its seed; MCP_SEED=n runs that one alone.
/// </summary>
public sealed class SimulationTests
{
    private const int Schedules = 1_000;

    [Fact]
    public void Every_call_settles_once_in_a_thousand_schedules_that_delay_split_and_cut()
    {
        bool one = int.TryParse(Environment.GetEnvironmentVariable("MCP_SEED"), out int only);
        int reconnects = 0;
        for (int seed = one ? only : 0; seed < (one ? only + 1 : Schedules); seed++)
        {
            try
            {
                var world = new SimWorld(seed);
                world.Run();
                reconnects += world.Connections - 1;
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Seed {seed}: {error.Message}", error);
            }
        }

        // A network that never cut anything would prove nothing.
        Assert.True(one || reconnects > Schedules / 4, $"only {reconnects} reconnects");
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
}
