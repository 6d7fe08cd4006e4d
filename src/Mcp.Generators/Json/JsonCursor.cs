namespace Mcp.Generators.Json;

/// <summary>A place in a text that knows its line. It moves over a line end only in <see cref="SkipSpace"/>, since JSON allows none elsewhere.</summary>
internal sealed class JsonCursor(string text)
{
    private int _at;
    private int _line;
    private int _lineStart;

    public bool AtEnd => _at >= text.Length;

    /// <summary>The character here, or NUL at the end.</summary>
    public char Peek() => AtEnd ? '\0' : text[_at];

    public void Skip() => _at++;

    public bool Take(char wanted)
    {
        if (AtEnd || text[_at] != wanted)
        {
            return false;
        }

        _at++;
        return true;
    }

    public bool Take(string wanted)
    {
        if (string.CompareOrdinal(text, _at, wanted, 0, wanted.Length) != 0)
        {
            return false;
        }

        _at += wanted.Length;
        return true;
    }

    /// <summary>The next characters, fewer where the text ends.</summary>
    public string Take(int count)
    {
        var start = _at;
        _at = System.Math.Min(_at + count, text.Length);
        return text.Substring(start, _at - start);
    }

    /// <summary>What stands for itself inside a string: up to a quote, a backslash, a control character or the end.</summary>
    public string TakePlain()
    {
        var start = _at;
        while (_at < text.Length && text[_at] is not ('"' or '\\' or < ' '))
        {
            _at++;
        }

        return text.Substring(start, _at - start);
    }

    /// <summary>Moves over decimal digits and tells how many there were.</summary>
    public int Digits()
    {
        var first = _at;
        while (Peek() is >= '0' and <= '9')
        {
            _at++;
        }

        return _at - first;
    }

    public void SkipSpace()
    {
        for (; Peek() is ' ' or '\t' or '\r' or '\n'; _at++)
        {
            if (text[_at] == '\n')
            {
                _line++;
                _lineStart = _at + 1;
            }
        }
    }

    public (int At, int Line, int Column) Mark() => (_at, _line, _at - _lineStart);

    public string TextSince((int At, int Line, int Column) start) => text.Substring(start.At, _at - start.At);

    public TextPosition Since((int At, int Line, int Column) start)
        => new(start.At, _at - start.At, start.Line, start.Column, _line, _at - _lineStart);
}
