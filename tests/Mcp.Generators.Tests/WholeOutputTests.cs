using Mcp.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace Mcp.Generators.Tests;

/// <summary>The real schemas, whole.</summary>
public sealed class WholeOutputTests
{
    [Fact]
    public void All_revisions_generate_and_compile_without_a_warning()
    {
        var result = GeneratorTest.Run(RepositoryFiles.All);

        Assert.Empty(result.Diagnostics);
        foreach (var revision in RepositoryFiles.Revisions)
        {
            var prefix = $"Mcp.V{revision.Replace('-', '_')}.";
            var names = result.Results[0].GeneratedSources.Select(static source => source.HintName).ToList();
            Assert.Contains(prefix + "Tool.g.cs", names);
            Assert.Contains(prefix + "IMcpClient.g.cs", names);
            Assert.Contains(prefix + "McpHandlers.g.cs", names);
        }
    }

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public void A_revision_stands_alone(string revision)
    {
        var result = GeneratorTest.Run(RepositoryFiles.Schema(revision), RepositoryFiles.Rules);

        Assert.Empty(result.Diagnostics);
        Assert.All(result.Results[0].GeneratedSources, source => Assert.StartsWith($"Mcp.V{revision.Replace('-', '_')}.", source.HintName, StringComparison.Ordinal));
    }

    [Fact]
    public void A_schema_needs_neither_rules_nor_descriptions()
        => Assert.Empty(GeneratorTest.Run(RepositoryFiles.Schema("2025-03-26")).Diagnostics);

    [Fact]
    public void Line_ends_are_the_same_on_every_machine()
    {
        var result = GeneratorTest.Run(RepositoryFiles.All);

        Assert.All(result.Results[0].GeneratedSources, static source => Assert.DoesNotContain('\r', source.SourceText.ToString()));
    }

    [Fact]
    public void Nothing_is_emitted_below_csharp_12()
    {
        var driver = GeneratorTest.Driver(RepositoryFiles.All, LanguageVersion.CSharp11)
            .RunGenerators(GeneratorTest.Compile(LanguageVersion.CSharp11));

        Assert.Empty(driver.GetRunResult().GeneratedTrees);
    }
}
