using System.Diagnostics.CodeAnalysis;

namespace Mcp.Pooling;

/// <summary>
/// A tool's or prompt's name with its server's before it: <c>weather__forecast</c>. Only letters that model APIs allow in the names of tools. The
/// first pair of underscores divides, so a server's name holds none and does not end with half of one; a tool's may.
/// </summary>
internal static class QualifiedName
{
    public const string Divider = "__";

    public static string Join(string server, string name) => server + Divider + name;

    public static bool TrySplit(string qualified, [NotNullWhen(true)] out string? server, [NotNullWhen(true)] out string? name)
    {
        int at = qualified.IndexOf(Divider, StringComparison.Ordinal);
        bool isName = at > 0 && at + Divider.Length < qualified.Length;
        server = isName ? qualified[..at] : null;
        name = isName ? qualified[(at + Divider.Length)..] : null;
        return isName;
    }

    /// <exception cref="ArgumentException">It is no name for a server.</exception>
    public static void Check(string server, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(server, parameter);
        if (!server.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') || server.Contains(Divider, StringComparison.Ordinal) || server[^1] == '_')
            throw new ArgumentException($"'{server}' cannot be a server's name: letters, digits, '-' and '_' make one, without '__' and without '_' at its end.", parameter);
    }
}
