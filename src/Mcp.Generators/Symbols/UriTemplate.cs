using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Mcp.Generators.Models;

namespace Mcp.Generators.Symbols;

/// <summary>Reads a URI template: RFC 6570, levels 1 to 3.</summary>
internal static class UriTemplate
{
    private const string Operators = "+#./;?&";

    /// <summary>The parts of a template; null with the reason when it is none.</summary>
    public static IReadOnlyList<UriPart>? Parse(string template, out string reason)
    {
        var parts = new List<UriPart>();
        var position = 0;
        reason = "";
        while (position < template.Length)
        {
            var open = template.IndexOf('{', position);
            var end = open < 0 ? template.Length : open;
            if (template.IndexOf('}', position, end - position) >= 0)
            {
                reason = "a '}' has no '{'";
                return null;
            }

            if (end > position)
            {
                parts.Add(new UriPart(Encoded(template.Substring(position, end - position)), "", EquatableArray<string>.Empty));
            }

            if (open < 0)
            {
                break;
            }

            var close = template.IndexOf('}', open);
            if (close < 0)
            {
                reason = "a '{' has no '}'";
                return null;
            }

            if (Group(template.Substring(open + 1, close - open - 1), out reason) is not { } group)
            {
                return null;
            }

            parts.Add(group);
            position = close + 1;
        }

        return parts;
    }

    private static UriPart? Group(string text, out string reason)
    {
        reason = "";
        var @operator = text.Length > 0 && Operators.IndexOf(text[0]) >= 0 ? text.Substring(0, 1) : "";
        var names = text.Substring(@operator.Length).Split(',');
        if (names.FirstOrDefault(static name => name.EndsWith("*", StringComparison.Ordinal) || name.Contains(":")) is { } modified)
        {
            reason = $"'{modified}' has a modifier of level 4";
            return null;
        }

        if (names.FirstOrDefault(static name => !IsName(name)) is { } wrong)
        {
            reason = $"'{wrong}' is no name of a variable";
            return null;
        }

        return new UriPart("", @operator, names.ToEquatable());
    }

    private static bool IsName(string name)
        => name.Length > 0 && name.All(static c => c is '_' or '.' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'));

    /// <summary>Fixed text with what a URI cannot hold percent-encoded.</summary>
    private static string Encoded(string text)
        => string.Concat(Encoding.UTF8.GetBytes(text).Select(static part =>
            part is > 0x20 and < 0x7F && "\"<>\\^`{|}".IndexOf((char)part) < 0 ? ((char)part).ToString() : $"%{part:X2}"));
}
