using Mcp.Pooling;

namespace Mcp.Runtime.Tests.Pooling;

public sealed class IdleSamplesTests
{
    [Theory]
    [InlineData("3 3 3 3 3", 4, 1, 3)]
    // One busy or one quiet moment decides nothing.
    [InlineData("3 0 3 3 3", 4, 1, 3)]
    [InlineData("0 0 3 0 0", 4, 1, 0)]
    [InlineData("5 1 2 0 4", 8, 1, 2)]
    // The least number stays.
    [InlineData("4 4 4 4 4", 4, 1, 3)]
    [InlineData("4 4 4 4 4", 4, 3, 1)]
    [InlineData("4 4 4 4 4", 4, 4, 0)]
    [InlineData("4 4 4 4 4", 2, 4, 0)]
    // Nothing is decided before there are five.
    [InlineData("4 4 4 4", 4, 1, 0)]
    public void The_middle_of_five_is_how_many_may_go(string samples, int size, int min, int mayGo)
    {
        var idle = new IdleSamples();

        Assert.Equal(mayGo, samples.Split(' ').Sum(sample => idle.Add(int.Parse(sample), size, min)));
    }

    [Fact]
    public void Each_decision_takes_five_of_its_own()
    {
        var idle = new IdleSamples();

        int[] decisions = [.. Enumerable.Range(0, 10).Select(turn => idle.Add(turn < 5 ? 1 : 2, 9, 1))];

        Assert.Equal([0, 0, 0, 0, 1, 0, 0, 0, 0, 2], decisions);
    }

    [Fact]
    public void What_was_seen_before_a_change_does_not_count()
    {
        var idle = new IdleSamples();
        for (int turn = 0; turn < 4; turn++)
            idle.Add(5, 9, 1);

        idle.Clear();

        Assert.Equal(0, idle.Add(5, 9, 1));
    }
}
