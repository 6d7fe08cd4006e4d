using System.Buffers;
using System.Text;

namespace Mcp.Transports.Parsing;

/// <summary>
/// A command and its arguments as one string, by rules that are the same on every system and that nothing else takes part in: no shell, no
/// variables, no patterns. Pure.
/// </summary>
internal static class CommandLine
{
    private const string Blanks = " \t\r\n";
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(Blanks + "\"'");

    /// <summary>
    /// Blanks separate. Between double quotes <c>\"</c> is a quote and <c>\\</c> a backslash; between single quotes everything stands for itself.
    /// Every other backslash stands for itself, too, so Windows paths need no care. Parts that touch are one argument; a pair of quotes with nothing in
    /// it is an empty one.
    /// </summary>
    /// <exception cref="FormatException">A quote is not closed.</exception>
    public static List<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool isOpen = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (Blanks.Contains(c))
            {
                if (isOpen)
                    words.Add(word.ToString());
                word.Clear();
                isOpen = false;
                continue;
            }

            isOpen = true;
            if (c is '"' or '\'')
                i = ReadQuoted(text, i, word);
            else
                word.Append(c);
        }

        if (isOpen)
            words.Add(word.ToString());
        return words;
    }

    /// <summary>The text that <see cref="Split"/> takes apart into these words again.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    /// <returns>Where the closing quote is.</returns>
    private static int ReadQuoted(string text, int start, StringBuilder word)
    {
        char quote = text[start];
        for (int i = start + 1; i < text.Length; i++)
        {
            char c = text[i];
            if (c == quote)
                return i;
            if (c == '\\' && quote == '"' && i + 1 < text.Length && text[i + 1] is ('"' or '\\'))
                c = text[++i];
            word.Append(c);
        }

        string hint = quote == '"' ? """ Between double quotes, \" is a quote and \\ a backslash.""" : "";
        throw new FormatException($"The quote {quote} at character {start + 1} of the command is not closed.{hint}");
    }

    private static string Quote(string word) =>
        word.Length > 0 && !word.AsSpan().ContainsAny(NeedsQuotes)
            ? word
            : $"\"{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
