namespace Mcp.Behaviour.Tests.Sessions.Model;

/// <summary>The slot table and the states of its calls against a model. A failure names its seed; MCP_SEED=n runs that one alone.</summary>
public sealed class SlotModelTests
{
    private const int Worlds = 1_000;

    [Fact]
    public void Each_call_ends_once_as_the_model_says_and_no_slot_is_lost()
    {
        bool one = int.TryParse(Environment.GetEnvironmentVariable("MCP_SEED"), out int only);
        var outcomes = new Dictionary<string, int>();
        for (int seed = one ? only : 0; seed < (one ? only + 1 : Worlds); seed++)
        {
            var world = new SlotWorld(seed);
            try
            {
                world.Run();
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"MCP_SEED={seed}: {error.Message}", error);
            }

            foreach (string outcome in world.Outcomes)
            {
                string kind = outcome.StartsWith("result", StringComparison.Ordinal) ? "result" : outcome;
                outcomes[kind] = outcomes.GetValueOrDefault(kind) + 1;
            }
        }

        // Interleavings that never lose, time out or cancel would prove little.
        string[] all = ["result", "error", "cancelled", "timeout", "payload", "lost Sent", "lost NotSent"];
        Assert.True(one || all.All(kind => outcomes.GetValueOrDefault(kind) > 100), string.Join(' ', outcomes));
    }
}
