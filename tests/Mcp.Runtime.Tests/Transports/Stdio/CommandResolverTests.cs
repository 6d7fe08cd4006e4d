using Mcp.Transports.Stdio;

namespace Mcp.Runtime.Tests.Transports.Stdio;

public class CommandResolverTests
{
    private const string Path = @"C:\Windows;""C:\Program Files\nodejs""; ;C:\tools\";

    private static readonly HashSet<string> Files = new(StringComparer.OrdinalIgnoreCase)
    {
        @"C:\Program Files\nodejs\node.exe",
        @"C:\Program Files\nodejs\npx",
        @"C:\Program Files\nodejs\npx.cmd",
        @"C:\tools\npx.cmd",
        @"C:\tools\run.bat",
        @"C:\tools\my.server",
        @".\local.cmd",
    };

    [Theory]
    [InlineData("npx", @"C:\Program Files\nodejs\npx.cmd")]
    [InlineData("npx.cmd", @"C:\Program Files\nodejs\npx.cmd")]
    [InlineData("node", @"C:\Program Files\nodejs\node.exe")]
    [InlineData("node.exe", @"C:\Program Files\nodejs\node.exe")]
    [InlineData("run", @"C:\tools\run.bat")]
    [InlineData("my.server", @"C:\tools\my.server")]
    [InlineData(@".\local", @".\local.cmd")]
    [InlineData(@"C:\tools\run", @"C:\tools\run.bat")]
    [InlineData(@"D:\none", @"D:\none")]
    [InlineData("none", "none")]
    public void On_Windows_a_command_finds_the_file_that_can_be_started(string command, string file)
    {
        Assert.Equal(file, CommandResolver.Resolve(command, windows: true, Path, ".COM;.EXE;.BAT;.CMD", Files.Contains));
        Assert.Equal(file, CommandResolver.Resolve(command, windows: true, Path, null, Files.Contains));
    }

    [Fact]
    public void Elsewhere_the_system_finds_it()
    {
        Assert.Equal("npx", CommandResolver.Resolve("npx", windows: false, Path, null, _ => true));
    }

    [Theory]
    [InlineData(@"C:\npx.cmd", "-y", null)]
    [InlineData(@"C:\npx.cmd", "@scope/server", null)]
    [InlineData(@"C:\npx.cmd", @"C:\my folder", null)]
    [InlineData(@"C:\npx.CMD", "a&calc", "&")]
    [InlineData(@"C:\run.bat", "%PATH%", "%")]
    [InlineData(@"C:\run.bat", "say \"hi\"", "\"")]
    [InlineData(@"C:\node.exe", "a&b%c", null)]
    public void A_batch_file_gets_no_argument_that_its_interpreter_would_run(string file, string argument, string? character)
    {
        string? fault = CommandResolver.FaultOfBatchArgument(file, argument);

        if (character is null)
            Assert.Null(fault);
        else
            Assert.Contains($"'{character}'", fault, StringComparison.Ordinal);
    }
}
