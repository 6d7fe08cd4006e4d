namespace Mcp.Architecture.Rooms;

/// <summary>One type that uses another one, and the rooms of both.</summary>
internal sealed record TypeUse(string Type, string Room, string UsedType, string UsedRoom);

/// <summary>Compares uses with <see cref="RoomRules"/>; each finding is a sentence that tells what to do.</summary>
internal static class RoomChecker
{
    public static IReadOnlyList<string> Check(IReadOnlyCollection<TypeUse> uses, IReadOnlyCollection<RoomException> exceptions)
    {
        var findings = new SortedSet<string>(StringComparer.Ordinal);
        var needed = new HashSet<RoomException>();
        foreach (var room in uses.SelectMany(use => new[] { use.Room, use.UsedRoom }).Where(room => !RoomRules.Knows(room)))
        {
            findings.Add($"{room} is no known room: add its row to {nameof(RoomRules)}");
        }

        foreach (var use in uses.Where(use => !RoomRules.Allows(use.Room, use.UsedRoom)))
        {
            var exception = exceptions.FirstOrDefault(e => e.Type == use.Type && e.UsedType == use.UsedType);
            if (exception is null)
            {
                findings.Add($"{use.Type} in {use.Room} uses {use.UsedType} in {use.UsedRoom}: {use.Room} may not use {use.UsedRoom}");
            }
            else
            {
                needed.Add(exception);
            }
        }

        foreach (var stale in exceptions.Where(e => !needed.Contains(e)))
        {
            findings.Add($"the exception for {stale.Type} → {stale.UsedType} is not needed any more: remove it");
        }

        return [.. findings];
    }
}
