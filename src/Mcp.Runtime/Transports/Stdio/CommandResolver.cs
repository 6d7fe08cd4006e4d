using System.Buffers;

namespace Mcp.Transports.Stdio;

/// <summary>
/// Finds the file that a command names. Only Windows needs it: there the system itself finds <c>node.exe</c> for <c>node</c> but not
/// <c>npx.cmd</c> for <c>npx</c>. Pure: everything it looks at is an argument.
/// </summary>
internal static class CommandResolver
{
    private const string DefaultExtensions = ".COM;.EXE;.BAT;.CMD";

    private static readonly SearchValues<char> BatchSyntax = SearchValues.Create("&|<>^%!\"\r\n");

    public static string Resolve(string command, bool windows, string? path, string? extensions, Func<string, bool> exists)
    {
        if (!windows)
            return command;
        string[] candidates = [.. Candidates(command, extensions)];
        if (command.AsSpan().IndexOfAny('\\', '/') >= 0)
            return Array.Find(candidates, candidate => exists(candidate)) ?? command;
        foreach (string directory in Split(path))
        {
            foreach (string candidate in candidates)
            {
                string file = directory.Trim('"').TrimEnd('\\', '/') + '\\' + candidate;
                if (exists(file))
                    return file;
            }
        }

        return command;
    }

    /// <summary>
    /// What is wrong with an argument for a batch file; <see langword="null"/> if nothing is. Windows runs a batch file through its
    /// command interpreter, which would read these characters as commands or variables, quoted or not.
    /// </summary>
    public static string? FaultOfBatchArgument(string file, string argument)
    {
        if (!file.EndsWith(".cmd", StringComparison.OrdinalIgnoreCase) && !file.EndsWith(".bat", StringComparison.OrdinalIgnoreCase))
            return null;
        int at = argument.AsSpan().IndexOfAny(BatchSyntax);
        return at < 0 ? null : $"the batch file '{file}' cannot safely take an argument with the character '{argument[at]}'; start the program behind it directly, for instance node with the script's path";
    }

    private static IEnumerable<string> Candidates(string command, string? extensions)
    {
        string[] known = Split(string.IsNullOrEmpty(extensions) ? DefaultExtensions : extensions);
        if (Array.Exists(known, extension => command.EndsWith(extension, StringComparison.OrdinalIgnoreCase)))
            yield return command;
        // Without an extension the bare name comes last: npm puts a shell script "npx" beside "npx.cmd", which Windows cannot start.
        foreach (string extension in known)
            yield return command + extension.ToLowerInvariant();
        yield return command;
    }

    private static string[] Split(string? list) =>
        (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
