using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Mcp.Generators.Tests.Harness;

/// <summary>
/// Compares a text with the file beside the test, by the file conventions of Verify: <c>Class.Method_case.verified.cs</c>, and
/// <c>….received.cs</c> when they differ. With <c>MCP_ACCEPT=1</c> in the environment what was received becomes what is verified.
/// </summary>
internal static partial class Snapshot
{
    public static void Verify(string actual, string name, [CallerFilePath] string file = "", [CallerMemberName] string member = "")
    {
        var stem = Path.Combine(Path.GetDirectoryName(file)!, "Snapshots", $"{Path.GetFileNameWithoutExtension(file)}.{member}_{name}");
        var verified = stem + ".verified.cs";
        var received = stem + ".received.cs";
        actual = VersionPattern().Replace(actual, "\"Mcp.Generators\", \"(version)\"");
        var expected = File.Exists(verified) ? File.ReadAllText(verified) : "";
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }

        if (Environment.GetEnvironmentVariable("MCP_ACCEPT") == "1")
        {
            File.WriteAllText(verified, actual);
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        Assert.Fail(FirstDifference(expected, actual) + $"\n  received: {received}\n  accept with MCP_ACCEPT=1");
    }

    private static string FirstDifference(string expected, string actual)
    {
        var left = expected.Split('\n');
        var right = actual.Split('\n');
        var line = Enumerable.Range(0, Math.Max(left.Length, right.Length)).First(i => left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i));
        return $"The snapshot differs first in line {line + 1}:\n  verified: {left.ElementAtOrDefault(line) ?? "(end)"}\n  received: {right.ElementAtOrDefault(line) ?? "(end)"}";
    }

    [GeneratedRegex("\"Mcp\\.Generators\", \"[0-9.]+\"")]
    private static partial Regex VersionPattern();
}
