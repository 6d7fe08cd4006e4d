using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Mcp.Generators.Pins;

/// <summary>
/// A URI template with numbers for the names that show in no address: <c>shop://item/{id}</c> and <c>shop://item/{key}</c> are one family.
/// The runtime's check has the same rule.
/// </summary>
internal static class TemplateShape
{
    private static readonly char[] Modifiers = { ':', '*' };

    public static string Of(string template)
    {
        var shape = new StringBuilder(template.Length);
        var names = new List<string>();
        var at = 0;
        for (int open; (open = template.IndexOf('{', at)) >= 0;)
        {
            var close = template.IndexOf('}', open);
            if (close < 0)
            {
                break;
            }

            shape.Append(template, at, open - at).Append(Group(template.Substring(open, close - open + 1), names));
            at = close + 1;
        }

        return shape.Append(template, at, template.Length - at).ToString();
    }

    /// <summary>A group in its braces; behind some operators the address says each name.</summary>
    private static string Group(string group, List<string> names)
    {
        var @operator = group.Length > 2 && "+#./;?&".IndexOf(group[1]) >= 0 ? group.Substring(1, 1) : "";
        return @operator is ";" or "?" or "&"
            ? group
            : $"{{{@operator}{string.Join(",", group.Substring(1 + @operator.Length, group.Length - 2 - @operator.Length).Split(',').Select(variable => Numbered(variable, names)))}}}";
    }

    private static string Numbered(string variable, List<string> names)
    {
        var end = variable.IndexOfAny(Modifiers);
        var name = end < 0 ? variable : variable.Substring(0, end);
        if (!names.Contains(name))
        {
            names.Add(name);
        }

        return names.IndexOf(name) + variable.Substring(name.Length);
    }
}
