using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>An additional file that the generator reads: its path and text.</summary>
internal sealed record SchemaFile(string Path, string Text)
{
    private const string Folder = "schema";

    /// <summary>The revision by the folder's name: <c>schema/2025-03-26/schema.json</c>.</summary>
    public string Revision => RevisionOf(Path);

    /// <summary>Whether the file is meant for this generator: many a project has a <c>schema.json</c> of its own.</summary>
    public static bool IsSchema(string path)
        => Named(path, "schema.json") && (Revisions.IsDate(RevisionOf(path)) || FolderOf(path) == Folder || FolderOf(System.IO.Path.GetDirectoryName(path)) == Folder);

    public static bool IsRules(string path) => Named(path, "protocol.json") && FolderOf(path) == Folder;

    public static bool IsProse(string path) => Named(path, "descriptions.json") && FolderOf(path) == Folder;

    public static string RevisionOf(string path) => FolderOf(path);

    /// <summary>The files whose revision another file has as well; of several, the first by its path is the one that counts.</summary>
    public static EquatableArray<Twin> FindTwins(IEnumerable<string> paths)
    {
        var twins = new List<Twin>();
        foreach (var revision in paths.GroupBy(RevisionOf).Where(static group => group.Skip(1).Any()))
        {
            var ordered = revision.OrderBy(static path => path, StringComparer.Ordinal).ToList();
            twins.AddRange(ordered.Skip(1).Select(path => new Twin(path, ordered[0])));
        }

        return twins.OrderBy(static twin => twin.Path, StringComparer.Ordinal).ToEquatable();
    }

    private static bool Named(string path, string name) => System.IO.Path.GetFileName(path) == name;

    private static string FolderOf(string? path) => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(path ?? "")) ?? "";
}

/// <summary>A file whose revision stands in another one already.</summary>
internal sealed record Twin(string Path, string First);
