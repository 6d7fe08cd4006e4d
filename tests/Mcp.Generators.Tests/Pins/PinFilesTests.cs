using Mcp.Generators.Pins;

namespace Mcp.Generators.Tests.Pins;

/// <summary>A contract's pin is found by its path or by a unique end of it.</summary>
public sealed class PinFilesTests
{
    private static readonly string[] Paths = ["/app/shop.mcp.json", "/app/pins/shop.mcp.json", "/app/pins/weather.mcp.json", "/other/notes.mcp.json"];

    [Theory]
    [InlineData("shop.mcp.json", "/app/shop.mcp.json")]
    [InlineData("./shop.mcp.json", "/app/shop.mcp.json")]
    [InlineData("pins/shop.mcp.json", "/app/pins/shop.mcp.json")]
    [InlineData("pins\\shop.mcp.json", "/app/pins/shop.mcp.json")]
    [InlineData("../other/notes.mcp.json", "/other/notes.mcp.json")]
    [InlineData("/other/notes.mcp.json", "/other/notes.mcp.json")]
    [InlineData("weather.mcp.json", "/app/pins/weather.mcp.json")]
    public void A_pin_is_a_path_from_the_project_or_a_unique_name(string pin, string path)
        => Assert.Equal(new PinLookup(path, null), PinFiles.Find(Paths, pin, "/app/"));

    [Theory]
    [InlineData("", "it names no file")]
    [InlineData("wether.mcp.json", "it is not among the project's AdditionalFiles; did you mean 'weather.mcp.json'?")]
    [InlineData("eather.mcp.json", "it is not among the project's AdditionalFiles; did you mean 'weather.mcp.json'?")]
    [InlineData("a.txt", "it is not among the project's AdditionalFiles")]
    public void What_is_not_there_says_so(string pin, string reason)
        => Assert.Equal(new PinLookup(null, reason), PinFiles.Find(Paths, pin, "/app"));

    [Fact]
    public void A_name_of_two_files_is_none_where_the_project_is_not_known()
    {
        Assert.Equal(new PinLookup(null, "2 additional files are called so; give the path from the project's folder"), PinFiles.Find(Paths, "shop.mcp.json", null));
        Assert.Equal(new PinLookup("/app/pins/shop.mcp.json", null), PinFiles.Find(Paths, "pins/shop.mcp.json", null));
    }

    /// <summary>What is offered is found when it is taken.</summary>
    [Theory]
    [InlineData("SHOP.mcp.json", "app/shop.mcp.json")]
    [InlineData("pin/shop.mcp.json", "pins/shop.mcp.json")]
    [InlineData("pins/wether.mcp.json", "weather.mcp.json")]
    public void Of_files_with_one_name_one_is_offered_by_its_path(string pin, string offered)
    {
        Assert.Equal(new PinLookup(null, $"it is not among the project's AdditionalFiles; did you mean '{offered}'?"), PinFiles.Find(Paths, pin, null));
        Assert.NotNull(PinFiles.Find(Paths, offered, null).Path);
    }

    [Fact]
    public void Windows_paths_are_paths()
        => Assert.Equal(new PinLookup(@"C:\app\pins\shop.mcp.json", null), PinFiles.Find([@"C:\app\pins\shop.mcp.json", @"C:\app\shop.mcp.json"], "pins/shop.mcp.json", @"c:\app\"));
}
