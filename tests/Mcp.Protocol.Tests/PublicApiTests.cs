using Mcp.Protocol.Tests.Kit;

namespace Mcp.Protocol.Tests;

/// <summary>
/// The public API of each revision against the text that is committed for it. With <c>MCP_ACCEPT=1</c> in the environment the text is
/// rewritten: read its diff.
/// </summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Revisions => [.. SchemaFiles.Revisions];

    [Theory]
    [MemberData(nameof(Revisions))]
    public void It_is_what_was_committed(string revision)
    {
        string actual = ApiText.Of(SchemaFiles.Namespace(revision));
        string path = SchemaFiles.PathOf("tests", "Mcp.Protocol.Tests", "PublicApi", revision + ".txt");
        string committed = File.Exists(path) ? File.ReadAllText(path) : "";
        if (actual == committed)
            return;
        if (Environment.GetEnvironmentVariable("MCP_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        string[] old = committed.Split('\n');
        string[] now = actual.Split('\n');
        Assert.Fail($"The API of {revision} is not what {path} says; accept it with MCP_ACCEPT=1.\n  gone:\n    {Lines(old.Except(now))}\n  new:\n    {Lines(now.Except(old))}");
    }

    private static string Lines(IEnumerable<string> lines) => string.Join("\n    ", lines.Take(20));
}
