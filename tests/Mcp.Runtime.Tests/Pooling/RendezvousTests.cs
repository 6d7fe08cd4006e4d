using Mcp.Pooling;

namespace Mcp.Runtime.Tests.Pooling;

public sealed class RendezvousTests
{
    private static readonly string[] Keys = [.. Enumerable.Range(0, 1_000).Select(i => $"user-{i}")];

    [Fact]
    public void Keys_spread_over_all_members()
    {
        Dictionary<int, int> counts = Owners(Seat.Parse("r r r r r")).Values.GroupBy(owner => owner).ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal(5, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 150, 250));
    }

    [Fact]
    public void Only_the_keys_of_a_member_that_goes_move()
    {
        Seat[] all = Seat.Parse("r r r r r");
        Dictionary<string, int> before = Owners(all);
        Dictionary<string, int> after = Owners([.. all.Where(seat => seat.Number != 3)]);

        Assert.All(Keys, key => Assert.True(before[key] == 3 ? after[key] != 3 : after[key] == before[key], key));
    }

    [Fact]
    public void Keys_move_only_to_a_member_that_comes()
    {
        Dictionary<string, int> before = Owners(Seat.Parse("r r r"));
        Dictionary<string, int> after = Owners(Seat.Parse("r r r r"));

        Assert.All(Keys, key => Assert.True(after[key] == before[key] || after[key] == 4, key));
        Assert.InRange(Keys.Count(key => after[key] == 4), 200, 300);
    }

    [Theory]
    // Load says nothing here; a connection does.
    [InlineData("r9 r0 r0", "r0 r9 r9", true)]
    [InlineData("d r r", "r d d", true)]
    [InlineData("n r r", "r r r", false)]
    public void A_key_stays_as_long_as_its_member_has_a_connection(string one, string other, bool same) =>
        Assert.Equal(same, Owners(Seat.Parse(one)).SequenceEqual(Owners(Seat.Parse(other))));

    [Fact]
    public void Without_a_connection_there_is_nobody() => Assert.Equal(-1, Rendezvous.Pick<Seat>(Seat.Parse("n n"), "key"));

    [Fact]
    public void The_owner_is_the_same_in_every_process() =>
        Assert.Equal([3, 4, 2, 2], new[] { "", "a", "b", "c" }.Select(key => Rendezvous.Pick<Seat>(Seat.Parse("r r r r r"), key)));

    private static Dictionary<string, int> Owners(Seat[] seats) => Keys.ToDictionary(key => key, key => seats[Rendezvous.Pick<Seat>(seats, key)].Number);
}
