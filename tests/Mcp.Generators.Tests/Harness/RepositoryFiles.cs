using System.Runtime.CompilerServices;

namespace Mcp.Generators.Tests.Harness;

/// <summary>The repository's own schema files.</summary>
internal static class RepositoryFiles
{
    public static readonly string[] Revisions = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"];

    private static readonly string Root = FindRoot();

    /// <summary>The schemas of all revisions, the rules and the texts, as the protocol project hands them to the generator.</summary>
    public static MemoryText[] All { get; } =
    [
        .. Revisions.Select(revision => Read($"schema/{revision}/schema.json")),
        Rules,
        Prose,
    ];

    public static MemoryText Rules => Read("schema/protocol.json");

    public static MemoryText Prose => Read("schema/descriptions.json");

    public static MemoryText Schema(string revision) => Read($"schema/{revision}/schema.json");

    public static string Text(string path) => File.ReadAllText(PathOf(path));

    public static string PathOf(string path) => Path.Combine(Root, path);

    private static MemoryText Read(string path) => new(path, Text(path));

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(folder, "Mcp.Generated.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository's root was not found.");
        }

        return folder;
    }
}
