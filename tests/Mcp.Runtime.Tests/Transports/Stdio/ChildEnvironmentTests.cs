using Mcp.Transports.Stdio;

namespace Mcp.Runtime.Tests.Transports.Stdio;

public class ChildEnvironmentTests
{
    private static readonly Dictionary<string, string?> Own = new()
    {
        ["PATH"] = "/bin",
        ["HOME"] = "/home/me",
        ["API_TOKEN"] = "secret",
        ["NPM_CONFIG_CACHE"] = "/cache",
        ["BASH_FUNC_x"] = "() { evil; }",
    };

    [Fact]
    public void Only_what_the_list_names_is_inherited()
    {
        Dictionary<string, string> child = Build(ChildEnvironment.DefaultNames(windows: false));

        Assert.Equal(["HOME", "PATH"], child.Keys.Order());
    }

    [Fact]
    public void A_star_takes_every_variable_with_that_beginning()
    {
        Assert.Equal(["HOME", "NPM_CONFIG_CACHE"], Build(["NPM_*", "HOME"]).Keys.Order());
    }

    [Fact]
    public void A_lone_star_takes_everything_but_shell_functions()
    {
        Assert.Equal(["API_TOKEN", "HOME", "NPM_CONFIG_CACHE", "PATH"], Build(["*"]).Keys.Order());
    }

    [Fact]
    public void Own_variables_add_replace_and_take_away()
    {
        Dictionary<string, string> child = Build(
            ["PATH", "HOME"], new Dictionary<string, string?> { ["HOME"] = null, ["PATH"] = "/usr/bin", ["NEW"] = "1" });

        Assert.Equal(["NEW=1", "PATH=/usr/bin"], child.Select(pair => $"{pair.Key}={pair.Value}").Order());
    }

    [Fact]
    public void On_Windows_names_have_no_case()
    {
        Dictionary<string, string> child = ChildEnvironment.Build(
            new Dictionary<string, string?> { ["Path"] = "C:\\" }, ["PATH"], new Dictionary<string, string?>(), windows: true);

        Assert.Equal("C:\\", child["PATH"]);
    }

    private static Dictionary<string, string> Build(IEnumerable<string> inherit, Dictionary<string, string?>? extra = null) =>
        ChildEnvironment.Build(Own, inherit, extra ?? [], windows: false);
}
