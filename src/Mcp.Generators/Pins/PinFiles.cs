using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators.Pins;

/// <summary>Which of a project's additional files a contract's <c>Pin</c> means.</summary>
internal static class PinFiles
{
    /// <summary>The project's folder; null when the compiler was not told.</summary>
    public static string? ProjectDirectory(AnalyzerConfigOptions global)
        => global.TryGetValue("build_property.ProjectDir", out var directory) && directory.Length > 0 ? directory : null;

    /// <param name="paths">The paths of all additional files.</param>
    /// <param name="pin">What the attribute says: a path from the project's folder, or as much of a path's end as is unique.</param>
    /// <param name="projectDirectory">The project's folder, if it is known.</param>
    public static PinLookup Find(IEnumerable<string> paths, string pin, string? projectDirectory)
    {
        var wanted = Normal(pin);
        if (wanted.Length == 0)
        {
            return new PinLookup(null, "it names no file");
        }

        var files = paths.Distinct().Select(static path => (Path: path, Normal: Normal(path))).ToList();
        var whole = projectDirectory is null ? wanted : Normal($"{projectDirectory}/{pin}");
        if (files.FirstOrDefault(file => file.Normal == whole || file.Normal == wanted) is { Path: { } exact })
        {
            return new PinLookup(exact, null);
        }

        var ending = files.Where(file => file.Normal.EndsWith("/" + wanted, StringComparison.Ordinal)).Select(static file => file.Path).ToList();
        return ending.Count switch
        {
            1 => new PinLookup(ending[0], null),
            0 => new PinLookup(null, "it is not among the project's AdditionalFiles" + Suggestion(wanted, files.ConvertAll(static file => file.Normal))),
            _ => new PinLookup(null, $"{ending.Count} additional files are called so; give the path from the project's folder"),
        };
    }

    /// <summary>The last part of a path, for messages.</summary>
    public static string Name(string path) => path.Substring(Math.Max(path.LastIndexOf('/'), path.LastIndexOf('\\')) + 1);

    /// <summary>The file that was probably meant, by as much of its path as only it has.</summary>
    private static string Suggestion(string wanted, List<string> files)
    {
        if (NearestName.Of(Name(wanted), files.Select(Name)) is not { } near)
        {
            return "";
        }

        var ends = files.Where(file => Name(file) == near).Select(file => UniqueEnd(file, files)).ToList();
        return $"; did you mean '{NearestName.Of(wanted, ends) ?? ends[0]}'?";
    }

    private static string UniqueEnd(string file, List<string> files)
    {
        var start = file.LastIndexOf('/');
        while (start > 0 && files.Count(other => other.EndsWith(file.Substring(start), StringComparison.Ordinal)) > 1)
        {
            start = file.LastIndexOf('/', start - 1);
        }

        return file.Substring(start + 1);
    }

    /// <summary>A path with one kind of separator, and without steps that lead nowhere.</summary>
    private static string Normal(string path)
    {
        var steps = new List<string>();
        var text = path.Trim().Replace('\\', '/');
        foreach (var step in text.Split('/').Where(static step => step.Length > 0 && step != "."))
        {
            if (step == ".." && steps.Count > 0 && steps[steps.Count - 1] != "..")
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else
            {
                steps.Add(step);
            }
        }

        return (text.StartsWith("/", StringComparison.Ordinal) ? "/" : "") + string.Join("/", steps);
    }
}

/// <summary>A file, or the reason why there is none.</summary>
internal sealed record PinLookup(string? Path, string? Reason);
