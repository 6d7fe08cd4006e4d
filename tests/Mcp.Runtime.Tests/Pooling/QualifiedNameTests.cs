using Mcp.Pooling;

namespace Mcp.Runtime.Tests.Pooling;

public sealed class QualifiedNameTests
{
    [Theory]
    [InlineData("weather__forecast", "weather", "forecast")]
    [InlineData("a-b_c__d", "a-b_c", "d")]
    // The first pair divides; what comes after it is the tool's own affair.
    [InlineData("a__b__c", "a", "b__c")]
    [InlineData("a___b", "a", "_b")]
    [InlineData("_a__b", "_a", "b")]
    public void The_first_pair_of_underscores_divides(string qualified, string server, string name)
    {
        Assert.True(QualifiedName.TrySplit(qualified, out string? splitServer, out string? splitName));
        Assert.Equal((server, name, qualified), (splitServer, splitName, QualifiedName.Join(splitServer, splitName)));
        QualifiedName.Check(server, "name");
    }

    [Theory]
    [InlineData("")]
    [InlineData("forecast")]
    [InlineData("a_b")]
    [InlineData("__b")]
    [InlineData("a__")]
    public void What_has_no_server_or_no_name_is_not_qualified(string qualified) => Assert.False(QualifiedName.TrySplit(qualified, out _, out _));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("wäger")]
    [InlineData("a__b")]
    [InlineData("a_")]
    [InlineData("_")]
    public void A_name_that_would_not_come_back_is_none(string name) => Assert.ThrowsAny<ArgumentException>(() => QualifiedName.Check(name, "name"));
}
