using Mcp.Behaviour.Tests.Faults.Kit;

namespace Mcp.Behaviour.Tests.Faults;

/// <summary>Ten thousand calls at once.</summary>
public sealed class ManyCallsTests
{
    private const int Calls = 10_000;

    [Theory]
    [InlineData(16_384)]
    [InlineData(64)]
    [Trait("Row", "17")]
    public async Task Each_of_ten_thousand_calls_at_once_gets_its_own_answer_out_of_order(int inFlight)
    {
        string script = string.Concat(Enumerable.Repeat($"shuffle {Math.Min(Calls, inFlight)}; ", Calls / Math.Min(Calls, inFlight)));
        await using var child = new FaultChild($"serve --only 2; {script}serve");
        await child.ConnectAsync(configure: options => options.Limits.MaxInFlight = inFlight);

        Task<string>[] calls = [.. Enumerable.Range(0, Calls).Select(i => child.EchoAsync($"call {i}"))];

        Assert.Equal(Enumerable.Range(0, Calls).Select(i => $"call {i}"), await Task.WhenAll(calls));
        await child.TheNextCallWorksAsync();
        Assert.Equal(Calls + 1, child.Journal.OfLife(1).Skip(2).Select(received => received.Id).Distinct().Count());
    }
}
