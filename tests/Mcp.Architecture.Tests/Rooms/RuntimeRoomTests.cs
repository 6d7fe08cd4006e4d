namespace Mcp.Architecture.Rooms;

/// <summary>Holds the compiled Mcp.Runtime against <see cref="RoomRules"/>.</summary>
public class RuntimeRoomTests
{
    private const string Folder = "/src/Mcp.Runtime/";

    [Fact]
    public void Inside_the_runtime_no_room_uses_one_above_it()
    {
        using var runtime = Open();
        var rooms = RoomsByType(runtime);
        var uses =
            from use in runtime.Uses()
            where rooms.ContainsKey(use.Type) && rooms.ContainsKey(use.UsedType)
            select new TypeUse(use.Type, rooms[use.Type][0], use.UsedType, rooms[use.UsedType][0]);

        Findings.None(RoomChecker.Check([.. uses], RoomRules.Exceptions));
    }

    [Fact]
    public void Each_type_of_the_runtime_lives_in_one_known_room()
    {
        using var runtime = Open();
        var homeless =
            from type in RoomsByType(runtime)
            where type.Value.Length != 1 || !RoomRules.Knows(type.Value[0])
            select $"{type.Key} lives in {string.Join(" and ", type.Value)}";

        Findings.None(homeless);
    }

    [Theory]
    [InlineData("/repo/src/Mcp.Runtime/Wire/LineFramer.cs", "Wire")]
    [InlineData("/repo/src/Mcp.Runtime/Transports/Http/SseReader.cs", "Transports")]
    [InlineData("/_/src/Mcp.Runtime/McpClient.cs", RoomRules.Facade)]
    [InlineData("/repo/src/Mcp.Runtime/obj/Debug/net10.0/Log.g.cs", null)]
    [InlineData("Some.Generator/Log.g.cs", null)]
    public void A_room_is_the_folder_below_the_project(string source, string? room) =>
        Assert.Equal(room, RoomOf(source));

    private static AssemblyUses Open() => new(Path.Combine(AppContext.BaseDirectory, "Mcp.Runtime.dll"));

    /// <summary>Types without a source of ours (the compiler's helpers, generated code) have no room and are left out.</summary>
    private static Dictionary<string, string[]> RoomsByType(AssemblyUses runtime) =>
        runtime.SourcesByType()
            .Select(type => (type.Key, Rooms: type.Value.Select(RoomOf).OfType<string>().Distinct().ToArray()))
            .Where(type => type.Rooms.Length > 0)
            .ToDictionary(type => type.Key, type => type.Rooms);

    private static string? RoomOf(string source)
    {
        var start = source.LastIndexOf(Folder, StringComparison.Ordinal);
        if (start < 0 || Repository.IsBuildOutput(source[start..]))
        {
            return null;
        }

        var inside = source[(start + Folder.Length)..].Split('/');
        return inside.Length == 1 ? RoomRules.Facade : inside[0];
    }
}
