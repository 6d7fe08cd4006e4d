using System.Text;

namespace Mcp.Generators.Schema;

/// <summary>Texts of a file as they may stand in a comment.</summary>
internal static class CommentText
{
    /// <summary>
    /// The text with <c>\n</c> for each line end and a space for what a comment cannot hold: what C# takes for the end of a line, and
    /// what XML does not allow.
    /// </summary>
    public static string Of(string text)
    {
        StringBuilder? clean = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n' || (c >= ' ' && c < '\u007f') || (c > '\u00a0' && c is not ('\u2028' or '\u2029' or >= '\ud800')))
            {
                clean?.Append(c);
                continue;
            }

            clean ??= new StringBuilder(text, 0, i, text.Length);
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(c).Append(text[++i]);
            }
            else if (c is >= '\ue000' and < '\ufffe')
            {
                clean.Append(c);
            }
            else if (c != '\r')
            {
                clean.Append(' ');
            }
            else if (i + 1 >= text.Length || text[i + 1] != '\n')
            {
                clean.Append('\n');
            }
        }

        return clean?.ToString() ?? text;
    }
}
