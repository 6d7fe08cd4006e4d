namespace Mcp.Transports.Stdio;

/// <summary>Which variables a child process gets. Pure: the environment is an argument.</summary>
internal static class ChildEnvironment
{
    private static readonly string[] Posix =
        ["HOME", "LANG", "LC_ALL", "LOGNAME", "PATH", "SHELL", "TERM", "TMPDIR", "TZ", "USER"];

    private static readonly string[] Windows =
    [
        "APPDATA", "COMSPEC", "HOMEDRIVE", "HOMEPATH", "LOCALAPPDATA", "PATH", "PATHEXT", "PROCESSOR_ARCHITECTURE", "PROGRAMDATA",
        "PROGRAMFILES", "SYSTEMDRIVE", "SYSTEMROOT", "TEMP", "TMP", "USERNAME", "USERPROFILE",
    ];

    public static IReadOnlyList<string> DefaultNames(bool windows) => windows ? Windows : Posix;

    public static Dictionary<string, string> Build(
        IEnumerable<KeyValuePair<string, string?>> own, IEnumerable<string> inherit, IDictionary<string, string?> extra, bool windows)
    {
        StringComparer comparer = windows ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        var names = new HashSet<string>(comparer);
        var prefixes = new List<string>();
        foreach (string name in inherit)
        {
            if (name.EndsWith('*'))
                prefixes.Add(name[..^1]);
            else
                names.Add(name);
        }

        var result = new Dictionary<string, string>(comparer);
        StringComparison comparison = windows ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        foreach ((string name, string? value) in own)
        {
            // A value that starts with "()" is a shell function that some shells export: code, not data.
            if (value is null || value.StartsWith("()", StringComparison.Ordinal))
                continue;
            if (names.Contains(name) || prefixes.Exists(prefix => name.StartsWith(prefix, comparison)))
                result[name] = value;
        }

        foreach ((string name, string? value) in extra)
        {
            if (value is null)
                result.Remove(name);
            else
                result[name] = value;
        }

        return result;
    }
}
