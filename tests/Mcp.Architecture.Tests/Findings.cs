namespace Mcp.Architecture;

/// <summary>Fails with every finding on a line of its own, where xunit would cut them short.</summary>
internal static class Findings
{
    public static void None(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, string.Join(Environment.NewLine, all));
    }
}
