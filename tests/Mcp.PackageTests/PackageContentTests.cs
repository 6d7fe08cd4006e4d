using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using System.Xml.Linq;

namespace Mcp.PackageTests;

/// <summary>What is in the packages, and what is not.</summary>
[Collection(PackageCollection.Name)]
public sealed class PackageContentTests(PackageFeed feed)
{
    private static readonly string[] Frameworks = ["net10.0", "net8.0", "net9.0"];

    /// <summary>What SDK 8.0.100 has inside its compiler, by its assemblies' versions. A host gives the newest of what was asked for, never a later one.</summary>
    private static readonly Dictionary<string, Version> Hosted = new()
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 8, 0, 0),
        ["System.Collections.Immutable"] = new(7, 0, 0, 0),
    };

    /// <summary>What an editor of that time has besides.</summary>
    private static readonly Dictionary<string, Version> Edited = new(Hosted)
    {
        ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new(4, 8, 0, 0),
    };

    [Fact]
    public void There_are_two_packages_each_with_symbols()
        => Assert.Equal(
            [$"Mcp.Protocol.{feed.Version}.nupkg", $"Mcp.Protocol.{feed.Version}.snupkg", $"Mcp.Runtime.{feed.Version}.nupkg", $"Mcp.Runtime.{feed.Version}.snupkg"],
            Directory.EnumerateFiles(feed.Feed).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void The_protocols_package_has_the_analyzers_once_and_the_props_twice()
        => Assert.Equal(
            [
                "README.md",
                "analyzers/dotnet/cs/Mcp.Generators.CodeFixes.dll",
                "analyzers/dotnet/cs/Mcp.Generators.dll",
                "build/Mcp.Protocol.props",
                "buildTransitive/Mcp.Protocol.props",
                "icon.png",
                .. Frameworks.SelectMany(static framework => new[] { $"lib/{framework}/Mcp.Protocol.dll", $"lib/{framework}/Mcp.Protocol.xml" }),
            ],
            Files("Mcp.Protocol"));

    [Fact]
    public void The_runtimes_package_has_the_library_and_nothing_else()
        => Assert.Equal(
            ["README.md", "icon.png", .. Frameworks.SelectMany(static framework => new[] { $"lib/{framework}/Mcp.Runtime.dll", $"lib/{framework}/Mcp.Runtime.xml" })],
            Files("Mcp.Runtime"));

    [Theory]
    [InlineData("Mcp.Protocol", "Mcp.Runtime")]
    [InlineData("Mcp.Runtime", "Microsoft.Extensions.Logging.Abstractions")]
    public void A_package_says_what_it_is_and_needs(string package, string dependency)
    {
        XElement about = About(feed.Open(package));

        Assert.Equal(["MIT", "README.md", "icon.png", "The Mcp.Generated contributors"], new[] { "license", "readme", "icon", "authors" }.Select(name => Text(about, name)));
        Assert.NotEmpty(Text(about, "description"));
        Assert.Equal(Frameworks.Length, about.Descendants().Count(found => found.Name.LocalName == "dependency" && (string?)found.Attribute("id") == dependency));
        Assert.Null(about.Descendants().SingleOrDefault(static found => found.Name.LocalName == "repository")?.Attribute("url"));
        Assert.DoesNotContain(about.Elements(), static found => found.Name.LocalName == "projectUrl");
    }

    [Fact]
    public void The_compiler_of_SDK_8_hosts_all_that_the_generators_reference()
        => AssertHosted("Mcp.Generators.dll", Hosted);

    [Fact]
    public void An_editor_of_that_time_hosts_all_that_the_code_fixes_reference()
        => AssertHosted("Mcp.Generators.CodeFixes.dll", Edited);

    [Theory]
    [InlineData("Mcp.Protocol")]
    [InlineData("Mcp.Runtime")]
    public void Symbols_name_no_place_of_the_machine_that_built_them(string package)
    {
        using ZipArchive symbols = feed.Open(package, "snupkg");
        ZipArchiveEntry[] files = [.. symbols.Entries.Where(static entry => entry.FullName.EndsWith(".pdb", StringComparison.Ordinal))];
        Assert.Equal(Frameworks.Select(framework => $"lib/{framework}/{package}.pdb"), files.Select(static file => file.FullName).Order(StringComparer.Ordinal));
        foreach (ZipArchiveEntry file in files)
        {
            using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbImage([.. Assemblies.BytesOf(file)]);
            MetadataReader reader = provider.GetMetadataReader();
            Assert.All(reader.Documents, handle => Assert.StartsWith("/_", reader.GetString(reader.GetDocument(handle).Name), StringComparison.Ordinal));
            Assert.Null(Assemblies.SourceLinkOf(reader));
        }
    }

    [Fact]
    public void The_analyzers_name_no_place_of_the_machine_that_built_them()
    {
        using ZipArchive package = feed.Open("Mcp.Protocol");
        Assert.All(
            package.Entries.Where(static entry => entry.FullName.StartsWith("analyzers/", StringComparison.Ordinal)),
            static entry => Assert.DoesNotContain(Repository.Root, Encoding.UTF8.GetString(Assemblies.BytesOf(entry)), StringComparison.Ordinal));
    }

    private void AssertHosted(string assembly, Dictionary<string, Version> host)
    {
        using ZipArchive package = feed.Open("Mcp.Protocol");
        IReadOnlyDictionary<string, Version> references = Assemblies.References(Assemblies.BytesOf(package.GetEntry($"analyzers/dotnet/cs/{assembly}")!));
        Assert.Empty(references
            .Where(reference => !host.TryGetValue(reference.Key, out Version? hosted) || reference.Value > hosted)
            .Select(static reference => $"{reference.Key} {reference.Value}"));
    }

    private IEnumerable<string> Files(string package)
    {
        using ZipArchive archive = feed.Open(package);
        return [.. archive.Entries
            .Select(static entry => entry.FullName)
            .Where(static name => !name.EndsWith(".nuspec", StringComparison.Ordinal) && !name.StartsWith("_rels", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml")
            .Order(StringComparer.Ordinal)];
    }

    internal static XElement About(ZipArchive package)
    {
        using (package)
        {
            using Stream text = package.Entries.Single(static entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
            return XDocument.Load(text).Root!.Elements().Single();
        }
    }

    private static string Text(XElement about, string name) => about.Elements().Single(found => found.Name.LocalName == name).Value;
}
