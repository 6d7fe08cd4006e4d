namespace Mcp.Architecture.Rooms;

public class RoomCheckerTests
{
    private static readonly TypeUse Upwards = new("Mcp.Wire.Framer", "Wire", "Mcp.Sessions.Session", "Sessions");

    [Theory]
    [InlineData("Transports", "Wire")]
    [InlineData("Sessions", "Wire")]
    [InlineData("Sessions", "Transports")]
    [InlineData("Catalog", "Sessions")]
    [InlineData("Resilience", "Sessions")]
    [InlineData("Pooling", "Resilience")]
    [InlineData("Pooling", "Sessions")]
    [InlineData("Wire", "Buffers")]
    [InlineData("Pooling", "Errors")]
    [InlineData("Wire", "Wire")]
    [InlineData(RoomRules.Facade, "Pooling")]
    public void A_room_may_use_what_lies_below(string from, string to) =>
        Assert.Empty(RoomChecker.Check([new TypeUse("A", from, "B", to)], []));

    [Theory]
    [InlineData("Wire", "Transports")]
    [InlineData("Wire", RoomRules.Facade)]
    [InlineData("Transports", "Sessions")]
    [InlineData("Sessions", "Catalog")]
    [InlineData("Sessions", "Resilience")]
    [InlineData("Catalog", "Resilience")]
    [InlineData("Resilience", "Pooling")]
    [InlineData("Buffers", "Errors")]
    [InlineData("Buffers", "Wire")]
    [InlineData("Errors", "Options")]
    [InlineData("Pooling", "Catalog")]
    [InlineData("Sessions", "Pooling")]
    public void A_room_may_not_use_what_lies_above_or_beside(string from, string to) =>
        Assert.Single(RoomChecker.Check([new TypeUse("A", from, "B", to)], []));

    [Fact]
    public void A_finding_names_both_types_and_both_rooms()
    {
        var finding = Assert.Single(RoomChecker.Check([Upwards], []));

        Assert.Contains("Mcp.Wire.Framer in Wire", finding, StringComparison.Ordinal);
        Assert.Contains("Mcp.Sessions.Session in Sessions", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_silences_its_own_use_only()
    {
        var other = Upwards with { UsedType = "Mcp.Sessions.Era" };
        var exception = new RoomException(Upwards.Type, Upwards.UsedType, "for this test");

        var finding = Assert.Single(RoomChecker.Check([Upwards, other], [exception]));

        Assert.Contains("Mcp.Sessions.Era", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_that_nothing_needs_is_reported()
    {
        var exception = new RoomException(Upwards.Type, Upwards.UsedType, "for this test");

        Assert.Contains("not needed", Assert.Single(RoomChecker.Check([], [exception])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_row_is_reported() =>
        Assert.Contains("Attic is no known room", RoomChecker.Check([Upwards with { Room = "Attic" }], [])[0], StringComparison.Ordinal);
}
