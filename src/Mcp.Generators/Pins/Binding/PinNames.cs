using System.Globalization;
using System.Linq;
using System.Text;
using Mcp.Generators.Symbols;
using Microsoft.CodeAnalysis.CSharp;

namespace Mcp.Generators.Pins.Binding;

/// <summary>From any name of a server to a name in C#: the one rule that docs/contracts.md states.</summary>
internal static class PinNames
{
    /// <summary>
    /// The compiler takes no name above 1,023 bytes, and some of its own are made of several. Characters of three bytes leave room for two.
    /// </summary>
    private const int LongestName = 120;

    /// <summary>What the characters of ASCII that no C# name may have are called.</summary>
    private static readonly string[] Symbols =
    {
        "Space", "Exclamation", "Quote", "Hash", "Dollar", "Percent", "And", "Apostrophe", "Open", "Close", "Star", "Plus", "Comma", "Minus", "Dot", "Slash",
        "Colon", "Semicolon", "Less", "Equal", "Greater", "Question", "At",
        "OpenBracket", "Backslash", "CloseBracket", "Caret", "Underscore", "Backquote",
        "OpenBrace", "Pipe", "CloseBrace", "Tilde",
    };

    /// <summary>
    /// The words of a name, each with a capital: <c>get-sum</c> is GetSum. Words in capitals only are written like others (<c>API_KEY</c> is
    /// ApiKey), a name that starts with a digit gets an underscore, and one without a letter or a digit is spelled out.
    /// </summary>
    public static string Pascal(string name) => Words(name, isSpelled: false) is { Length: > 0 } pascal ? Short(pascal) : Spelled(name);

    /// <summary>The same with each other character by its name, for when two names are one otherwise: <c>get_sum</c> is GetUnderscoreSum.</summary>
    public static string Spelled(string name) => name.Length == 0 ? "Empty" : Short(Words(name, isSpelled: true));

    /// <summary>A name that is too long ends with a number that follows from all of it.</summary>
    public static string Short(string name)
        => name.Length <= LongestName ? name : $"{name.Substring(0, LongestName)}_{StableHash.Of(name).ToString("x8", CultureInfo.InvariantCulture)}";

    /// <summary>A parameter's name: <c>GetSum</c> is getSum.</summary>
    public static string Camel(string pascal) => WireNames.Member(pascal);

    /// <summary>Whether a text has bytes: half of a surrogate pair has none.</summary>
    public static bool IsUnicode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a name may be that of a tool: there is one, and it stays on its line in a comment, which is XML.</summary>
    public static bool IsUsable(string name) => name.Length > 0 && IsUnicode(name) && !name.Any(static c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF');

    private static string Words(string name, bool isSpelled)
    {
        var hasCapitalsOnly = name.Any(char.IsUpper) && !name.Any(char.IsLower);
        var words = new StringBuilder(name.Length);
        var isFirst = true;
        foreach (var c in name)
        {
            if (IsPart(c))
            {
                words.Append(isFirst ? char.ToUpperInvariant(c) : hasCapitalsOnly ? char.ToLowerInvariant(c) : c);
                isFirst = false;
                continue;
            }

            isFirst = true;
            if (isSpelled)
            {
                words.Append(Symbol(c));
            }
        }

        return words.Length > 0 && !SyntaxFacts.IsIdentifierStartCharacter(words[0]) ? "_" + words : words.ToString();
    }

    /// <summary>What may stand in a name, but for the underscore, which separates words.</summary>
    private static bool IsPart(char c)
        => c != '_' && SyntaxFacts.IsIdentifierPartCharacter(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.ConnectorPunctuation);

    private static string Symbol(char c)
    {
        var row = c switch
        {
            >= ' ' and <= '/' => c - ' ',
            >= ':' and <= '@' => c - ':' + 16,
            >= '[' and <= '`' => c - '[' + 23,
            >= '{' and <= '~' => c - '{' + 29,
            _ => -1,
        };
        return row < 0 ? $"U{((int)c).ToString("X4", CultureInfo.InvariantCulture)}" : Symbols[row];
    }
}
