using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Tests.Harness;

/// <summary>A text with the place of a diagnostic marked in it: <c>[[like this]]</c>.</summary>
internal sealed class MarkedText
{
    private readonly int _start;
    private readonly int _end;

    public MarkedText(string marked)
    {
        _start = marked.IndexOf("[[", StringComparison.Ordinal);
        _end = marked.IndexOf("]]", StringComparison.Ordinal) - 2;
        Text = marked.Replace("[[", "", StringComparison.Ordinal).Replace("]]", "", StringComparison.Ordinal);
    }

    public string Text { get; }

    /// <summary>The diagnostic has its number, and its place is the marked one to the character.</summary>
    public void AssertAt(Diagnostic diagnostic, string id, string path)
    {
        Assert.Equal(id, diagnostic.Id);
        var span = diagnostic.Location.GetLineSpan();
        Assert.Equal(path, span.Path);
        Assert.Equal(Position(_start), span.StartLinePosition.ToString());
        Assert.Equal(Position(_end), span.EndLinePosition.ToString());
        Assert.Equal(_start, diagnostic.Location.SourceSpan.Start);
    }

    /// <summary>An offset as the compiler prints it: zero-based line and column.</summary>
    private string Position(int offset)
    {
        var before = Text[..offset];
        return $"{before.Count(static c => c == '\n')},{offset - (before.LastIndexOf('\n') + 1)}";
    }
}
