using System.IO.Compression;

namespace Mcp.PackageTests;

/// <summary>The packages of the sources at hand, packed once, and a folder far from the repository for projects that use them.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    /// <summary>A version that nobody has yet, so that no cache can hold it.</summary>
    public string Version { get; } = $"0.1.0-test.{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}";

    public string Folder { get; } = Directory.CreateTempSubdirectory("mcp-packages-").FullName;

    internal string Feed => Path.Combine(Folder, "feed");

    internal string Packages => Path.Combine(Folder, "packages");

    /// <summary>Release builds apart from the repository's own, kept for the next run.</summary>
    internal static string Artifacts => Repository.PathOf("artifacts", "package-tests");

    public async Task InitializeAsync()
    {
        // The analyzers had their say when the solution was built.
        CommandOutcome packed = await DotNet.RunAsync(Repository.PathOf("eng", "pack.sh"), Repository.Root, [Feed, "--artifacts-path", Artifacts, $"-p:Version={Version}", "-p:RunAnalyzers=false"]);
        packed.AssertClean();
        await File.WriteAllTextAsync(Path.Combine(Folder, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="packed" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><add key="already" value="{GlobalPackages()}" /></fallbackPackageFolders>
            </configuration>
            """);
        await File.WriteAllTextAsync(Path.Combine(Folder, "Directory.Build.props"), $"""
            <Project>
              <PropertyGroup>
                <McpVersion>{Version}</McpVersion>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <UseAppHost>false</UseAppHost>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """);
        foreach (string file in Directory.EnumerateFiles(Repository.PathOf("tests", "Mcp.PackageTests", "Consumers"), "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Folder, Path.GetRelativePath(Repository.PathOf("tests", "Mcp.PackageTests", "Consumers"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    internal ZipArchive Open(string package, string extension = "nupkg") => ZipFile.OpenRead(Path.Combine(Feed, $"{package}.{Version}.{extension}"));

    /// <summary>Restores with a cache of its own: what others have already is looked up there, and nothing of ours is left behind.</summary>
    internal Task<CommandOutcome> DotNetAsync(string consumer, params string[] arguments) => DotNet.RunAsync("dotnet", Path.Combine(Folder, consumer), arguments, Packages);

    private static string GlobalPackages() => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}

[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackageFeed>
{
    public const string Name = "packages";
}
