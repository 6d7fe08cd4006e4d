using System.Text;

namespace Mcp.Catalog;

/// <summary>
/// A URI template with numbers for the names that show in no address: <c>shop://item/{id}</c> and <c>shop://item/{key}</c> are one family.
/// </summary>
internal static class TemplateShape
{
    public static string Of(string template)
    {
        var shape = new StringBuilder(template.Length);
        var names = new List<string>();
        int at = 0;
        for (int open; (open = template.IndexOf('{', at)) >= 0;)
        {
            int close = template.IndexOf('}', open);
            if (close < 0)
                break;
            shape.Append(template, at, open - at).Append(Group(template[open..(close + 1)], names));
            at = close + 1;
        }

        return shape.Append(template, at, template.Length - at).ToString();
    }

    /// <summary>A group in its braces; behind some operators the address says each name.</summary>
    private static string Group(string group, List<string> names)
    {
        string mark = group.Length > 2 && "+#./;?&".Contains(group[1], StringComparison.Ordinal) ? group[1..2] : "";
        return mark is ";" or "?" or "&" ? group : $"{{{mark}{string.Join(',', group[(1 + mark.Length)..^1].Split(',').Select(variable => Numbered(variable, names)))}}}";
    }

    private static string Numbered(string variable, List<string> names)
    {
        int end = variable.AsSpan().IndexOfAny(':', '*');
        string name = end < 0 ? variable : variable[..end];
        if (!names.Contains(name))
            names.Add(name);
        return names.IndexOf(name) + variable[name.Length..];
    }
}
