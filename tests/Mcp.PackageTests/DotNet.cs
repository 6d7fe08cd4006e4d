using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Mcp.PackageTests;

/// <summary>Runs a command to its end.</summary>
internal static class DotNet
{
    public static async Task<CommandOutcome> RunAsync(string command, string folder, string[] arguments, string? packages = null)
    {
        var start = new ProcessStartInfo(command, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // A test host hands these on, and they belong to its own build.
        foreach (string inherited in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(inherited);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        // A node that stays would keep the analyzers of one run for the next.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        if (packages is not null)
            start.Environment["NUGET_PACKAGES"] = packages;

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandOutcome(process.ExitCode, output + await errors);
    }
}

/// <summary>What a command said.</summary>
internal sealed partial record CommandOutcome(int ExitCode, string Output)
{
    /// <summary>The numbers of all errors and warnings, each once.</summary>
    public IReadOnlyList<string> Ids => [.. IdPattern().Matches(Output).Select(static match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    public void AssertClean()
    {
        Assert.True(ExitCode == 0, Output);
        Assert.True(Ids.Count == 0, Output);
    }

    [GeneratedRegex(@"\b(?:error|warning) ([A-Z]+[0-9]+)\b")]
    private static partial Regex IdPattern();
}
