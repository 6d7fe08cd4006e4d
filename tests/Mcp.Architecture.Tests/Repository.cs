namespace Mcp.Architecture;

/// <summary>The checked-out files, found upwards from the test's own assembly.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Handwritten C# files below a folder, with paths relative to the root and forward slashes.</summary>
    public static IEnumerable<string> SourceFiles(string folder)
    {
        var start = PathOf(folder);
        return !Directory.Exists(start)
            ? []
            : Directory.EnumerateFiles(start, "*.cs", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
                .Where(file => !IsBuildOutput(file))
                .Order(StringComparer.Ordinal);
    }

    public static bool IsBuildOutput(string path) =>
        path.Split('/').Any(part => part is "bin" or "obj" or "artifacts");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Mcp.Generated.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("No Mcp.Generated.sln above " + AppContext.BaseDirectory);
    }
}
