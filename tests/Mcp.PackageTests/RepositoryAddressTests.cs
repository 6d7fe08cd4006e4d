using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.PackageTests;

/// <summary>What appears when the one property for the repository's address is set.</summary>
[Collection(PackageCollection.Name)]
public sealed class RepositoryAddressTests(PackageFeed feed)
{
    private const string Address = "https://github.com/example/mcp-generated";

    [Fact]
    public async Task A_package_names_the_repository()
    {
        string folder = Path.Combine(feed.Folder, "addressed");
        CommandOutcome packed = await DotNet.RunAsync(
            "dotnet", Repository.Root,
            ["pack", Repository.PathOf("src", "Mcp.Runtime"), "--no-build", "-c", "Release", "-o", folder, "--artifacts-path", PackageFeed.Artifacts, $"-p:Version={feed.Version}", $"-p:McpRepositoryUrl={Address}"]);
        packed.AssertClean();

        XElement about = PackageContentTests.About(ZipFile.OpenRead(Path.Combine(folder, $"Mcp.Runtime.{feed.Version}.nupkg")));
        Assert.Equal(Address, (string?)about.Elements().Single(static found => found.Name.LocalName == "repository").Attribute("url"));
        Assert.Equal(Address, about.Elements().Single(static found => found.Name.LocalName == "projectUrl").Value);
    }

    [Fact]
    public async Task Sources_and_the_page_of_each_diagnostic_are_linked()
    {
        string folder = Path.Combine(feed.Folder, "linked");
        CommandOutcome built = await DotNet.RunAsync(
            "dotnet", Repository.Root, ["build", Repository.PathOf("src", "Mcp.Generators"), "-c", "Release", "--artifacts-path", folder, $"-p:McpRepositoryUrl={Address}", "-p:RunAnalyzers=false"]);
        built.AssertClean();
        string file = Path.Combine(folder, "bin", "Mcp.Generators", "release", "Mcp.Generators.dll");

        Assert.Contains("https://raw.githubusercontent.com/example/mcp-generated/", Assemblies.SourceLinkOf(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
        DiagnosticDescriptor[] all = [.. Assembly.LoadFrom(file).GetTypes().Where(static type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(DiagnosticAnalyzer)))
            .SelectMany(static type => ((DiagnosticAnalyzer)Activator.CreateInstance(type)!).SupportedDiagnostics)];
        Assert.NotEmpty(all);
        Assert.All(all, static descriptor =>
        {
            Assert.StartsWith(Address + "/blob/HEAD/", descriptor.HelpLinkUri, StringComparison.Ordinal);
            Assert.Contains(descriptor.Id, File.ReadAllText(Repository.PathOf(descriptor.HelpLinkUri[(Address.Length + "/blob/HEAD/".Length)..])), StringComparison.Ordinal);
        });
    }
}
