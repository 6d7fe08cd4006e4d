using Mcp.Pooling;

namespace Mcp.Runtime.Tests.Pooling;

/// <summary>A member that is what the test says.</summary>
internal readonly record struct Seat(int Number, Availability Availability, int Load) : IPickable
{
    public int LeastLoad => Load / 2;

    public Availability Look(out int load)
    {
        load = Load;
        return Availability;
    }

    /// <summary>One letter and the load each: <c>r5</c> is ready, <c>d0</c> doubtful, <c>n</c> has no connection.</summary>
    public static Seat[] Parse(string seats) =>
        [.. seats.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((seat, index) => new Seat(index + 1, KindOf(seat[0]), seat.Length == 1 ? 0 : int.Parse(seat[1..])))];

    private static Availability KindOf(char letter) => letter switch
    {
        'r' => Availability.Ready,
        'd' => Availability.Doubtful,
        _ => Availability.None,
    };
}
