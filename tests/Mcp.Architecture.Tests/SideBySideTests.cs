using System.Text.RegularExpressions;

namespace Mcp.Architecture;

/// <summary>docs/from-the-official-sdk.md shows what samples/SideBySide compiles: the parts between "// 1" and "// end", in this order.</summary>
public sealed class SideBySideTests
{
    [Fact]
    public void The_page_shows_what_is_compiled()
    {
        Dictionary<string, string> official = Parts("Official/TwelveThings.cs");
        Dictionary<string, string> ours = Parts("Ours/TwelveThings.cs");
        List<string> expected = [Parts("Ours/IEverything.cs")["contract"]];
        for (int i = 1; i <= 12; i++)
            expected.AddRange([official[$"{i}"], ours[$"{i}"]]);

        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "from-the-official-sdk.md")).ReplaceLineEndings("\n");
        IEnumerable<string> shown = Regex.Matches(page, "```csharp\n(.*?)\n```", RegexOptions.Singleline).Select(block => Plain(block.Groups[1].Value));

        Assert.Equal(expected, shown);
    }

    private static Dictionary<string, string> Parts(string file)
    {
        string source = File.ReadAllText(Path.Combine(Repository.Root, "samples", "SideBySide", file)).ReplaceLineEndings("\n");
        return Regex.Matches(source, @"^ *// (\d+|contract)\n(.*?)\n *// end$", RegexOptions.Singleline | RegexOptions.Multiline)
            .ToDictionary(part => part.Groups[1].Value, part => Plain(part.Groups[2].Value));
    }

    /// <summary>Without the indentation, which differs between a method's body and a page.</summary>
    private static string Plain(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));
}
