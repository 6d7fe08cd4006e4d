namespace Mcp.Generators.Tests.CodeFixes;

/// <summary>Sources with <c>{|ID:…|}</c> around the places of diagnostics.</summary>
internal static class Markup
{
    /// <summary>The source without its marks, and the marks by id, start and length.</summary>
    public static (string Source, IReadOnlyList<(string Id, int Start, int Length)> Marks) Read(string marked)
    {
        var marks = new List<(string Id, int Start, int Length)>();
        for (var open = marked.IndexOf("{|", StringComparison.Ordinal); open >= 0; open = marked.IndexOf("{|", StringComparison.Ordinal))
        {
            var colon = marked.IndexOf(':', open);
            var close = marked.IndexOf("|}", colon, StringComparison.Ordinal);
            marks.Add((marked[(open + 2)..colon], open, close - colon - 1));
            marked = marked[..open] + marked[(colon + 1)..close] + marked[(close + 2)..];
        }

        return (marked, [.. marks.Order()]);
    }
}
