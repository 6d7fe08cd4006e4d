using Mcp.Pooling;

namespace Mcp.Runtime.Tests.Pooling;

public sealed class PickerTests
{
    [Theory]
    // Nobody, and nobody with a connection.
    [InlineData("", 0, -1)]
    [InlineData("n n n", 1, -1)]
    // The least busy one, wherever the look begins.
    [InlineData("r3 r1 r2", 0, 1)]
    [InlineData("r3 r1 r2", 2, 1)]
    // Equals take turns, and the first one without a call is taken at once.
    [InlineData("r0 r0 r0", 0, 0)]
    [InlineData("r0 r0 r0", 1, 1)]
    [InlineData("r0 r0 r0", 5, 2)]
    [InlineData("r4 r4 r4", 4294967295, 0)]
    [InlineData("r1 r0 r0", 0, 1)]
    // One without a connection is passed over, however little it has to do.
    [InlineData("n r9 n", 0, 1)]
    // A doubtful one only when there is nobody else, and then the least busy of them.
    [InlineData("d0 r1023 d0", 0, 1)]
    [InlineData("d0 r1024 d0", 2, 1)]
    [InlineData("d5 n d3", 0, 2)]
    [InlineData("d0", 7, 0)]
    // One at its limit loses to everyone who is not.
    [InlineData("r1024 r1023", 0, 1)]
    public void The_least_busy_of_the_ready_is_picked(string seats, uint start, int picked) =>
        Assert.Equal(picked, Picker.Pick<Seat>(Seat.Parse(seats), start, new Random(1)));

    [Fact]
    public void However_many_there_are_one_without_a_connection_is_never_picked_and_a_doubtful_one_only_when_alone()
    {
        for (int seed = 0; seed < 2_000; seed++)
        {
            var chance = new Random(seed);
            int kinds = chance.Next(1, 4);
            Seat[] seats = [.. Enumerable.Range(1, chance.Next(1, 64)).Select(number => new Seat(number, (Availability)chance.Next(kinds), chance.Next(100)))];

            for (uint start = 0; start < 20; start++)
            {
                int picked = Picker.Pick<Seat>(seats, start, chance);

                Availability best = seats.Max(seat => seat.Availability);
                Assert.True(best == Availability.None ? picked == -1 : seats[picked].Availability == best, $"seed {seed}: {picked} of {string.Join(' ', seats)}");
            }
        }
    }

    [Fact]
    public void Of_many_the_two_that_chance_names_are_compared()
    {
        Seat[] seats = [.. Enumerable.Range(1, 100).Select(number => new Seat(number, Availability.Ready, number == 100 ? 50 : 100))];
        var chance = new Random(7);

        int[] picks = [.. Enumerable.Range(0, 10_000).Select(turn => Picker.Pick<Seat>(seats, (uint)turn, chance))];

        // Drawn in two of a hundred pairs, and never passed over then; a scan would always take it.
        Assert.InRange(picks.Count(index => index == 99), 100, 300);
        Assert.True(picks.Distinct().Count() > 90);
    }

    [Fact]
    public void Sixteen_are_all_looked_at()
    {
        Seat[] seats = [.. Enumerable.Range(1, 16).Select(number => new Seat(number, Availability.Ready, number == 9 ? 1 : 2))];

        Assert.All(Enumerable.Range(0, 100), turn => Assert.Equal(8, Picker.Pick<Seat>(seats, (uint)turn, new Random(turn))));
    }

    [Fact]
    public void A_pick_allocates_nothing()
    {
        Seat[] seats = [.. Enumerable.Range(1, 64).Select(number => new Seat(number, Availability.Ready, number))];
        var chance = new Random(1);
        Picker.Pick<Seat>(seats, 0, chance);
        Rendezvous.Pick<Seat>(seats, "key");

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (uint turn = 0; turn < 1_000; turn++)
        {
            Picker.Pick<Seat>(seats, turn, chance);
            Picker.Pick<Seat>(seats.AsSpan(0, 16), turn, chance);
            Rendezvous.Pick<Seat>(seats, "key");
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
