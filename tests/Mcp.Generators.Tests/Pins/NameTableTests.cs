using Mcp.Generators.Pins.Binding;

namespace Mcp.Generators.Tests.Pins;

/// <summary>Names of one scope that clash.</summary>
public sealed class NameTableTests
{
    /// <summary>So many that trying each number anew would not end within the life of a test run.</summary>
    [Fact]
    public void Names_that_clash_by_the_hundred_thousand_end()
    {
        var names = new NameTable("taken3");

        var all = Enumerable.Range(0, 100_000).Select(_ => names.Take("taken")).ToList();

        Assert.Equal(["taken", "taken2", "taken4", "taken5"], all.Take(4));
        Assert.Equal("taken100001", all[^1]);
    }

    [Fact]
    public void Each_ending_counts_by_itself()
    {
        var names = new NameTable("a", "aOne", "aTwo");

        Assert.Equal(["a2", "a2", "a3", "a3"], new[] { "One", "Two", "One", "Two" }.Select(ending => names.TakeEnding(ending, "a")));
    }
}
