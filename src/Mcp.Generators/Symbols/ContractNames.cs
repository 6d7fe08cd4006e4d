using System.Text;

namespace Mcp.Generators.Symbols;

/// <summary>The names on the wire where the app gives none.</summary>
internal static class ContractNames
{
    private const string Suffix = "Async";

    /// <summary>A method's tool: <c>GetForecastAsync</c> → <c>get_forecast</c>.</summary>
    public static string Tool(string method) => Method(method, Naming.SnakeCase);

    /// <summary>A method's name on the wire.</summary>
    public static string Method(string method, Naming naming) => Apply(WithoutSuffix(method), naming);

    /// <summary>A C# name as it stands on the wire.</summary>
    public static string Apply(string name, Naming naming) => naming switch
    {
        Naming.CamelCase => Member(name),
        Naming.SnakeCase => Separated(name, '_'),
        Naming.KebabCase => Separated(name, '-'),
        _ => name,
    };

    /// <summary>A member of an object: <c>WindSpeed</c> → <c>windSpeed</c>, <c>URLPath</c> → <c>urlPath</c>, as the framework's camel case has it.</summary>
    public static string Member(string name)
    {
        var member = name.ToCharArray();
        for (var i = 0; i < member.Length && char.IsUpper(member[i]); i++)
        {
            if (i > 0 && i + 1 < member.Length && !char.IsUpper(member[i + 1]))
            {
                break;
            }

            member[i] = char.ToLowerInvariant(member[i]);
        }

        return new string(member);
    }

    /// <summary>A method's name without <c>Async</c>.</summary>
    public static string WithoutSuffix(string method)
        => method.Length > Suffix.Length && method.EndsWith(Suffix, System.StringComparison.Ordinal)
            ? method.Substring(0, method.Length - Suffix.Length)
            : method;

    private static string Separated(string name, char separator)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && name[i - 1] != '_' && IsWordStart(name, i))
            {
                text.Append(separator);
            }

            text.Append(name[i] == '_' ? separator : char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>An upper-case letter starts a word after anything else, and as the last of several when a small letter follows.</summary>
    private static bool IsWordStart(string name, int i)
        => !char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]));
}

/// <summary>How a C# name becomes a name on the wire: the values of the runtime's enum.</summary>
internal enum Naming
{
    CamelCase,
    SnakeCase,
    KebabCase,
    AsWritten,
}
