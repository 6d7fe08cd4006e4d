using Mcp.Generators.Diagnostics;
using Mcp.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators.Tests;

/// <summary>Folders under <c>schema/</c> come and go, here and in a library of somebody else.</summary>
public sealed class RevisionFolderTests
{
    private const string Later = "schema/2027-01-01/schema.json";

    [Theory]
    [InlineData("2025-11-25", "Stateful")]
    [InlineData("2026-07-28", "Stateless")]
    public void A_sixth_revision_needs_its_schema_alone(string like, string era)
    {
        var result = GeneratorTest.RunOnce([.. RepositoryFiles.All, Copy(like)]);

        Assert.Empty(result.Diagnostics);
        Assert.Empty(GeneratorTest.Run(Copy(like)).Diagnostics);
        var descriptor = Text(result, "Mcp.V2027_01_01.Protocol.g.cs");
        Assert.Contains($"McpRevision.Create(\"2027-01-01\", global::Mcp.McpEra.{era}, false)", descriptor, StringComparison.Ordinal);
        Assert.Equal(Text(result, $"{Namespace(like)}.Tool.g.cs").Replace(Namespace(like), "Mcp.V2027_01_01", StringComparison.Ordinal), Text(result, "Mcp.V2027_01_01.Tool.g.cs"));
    }

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public void Any_revision_can_be_taken_away(string revision)
    {
        var rest = Generate("Mcp.Protocol", [.. RepositoryFiles.All.Where(file => !file.Path.Contains(revision, StringComparison.Ordinal))]);

        Assert.Empty(rest.GetDiagnostics().Where(static diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden).Take(10));
        Assert.DoesNotContain(rest.SyntaxTrees, tree => tree.ToString().Contains(Namespace(revision) + ".", StringComparison.Ordinal));
    }

    /// <summary>With the compiled revisions beside it, as a user has them.</summary>
    [Fact]
    public void A_library_adds_a_revision_of_its_own_beside_ours()
    {
        var ours = Generate("Mcp.Protocol", [.. RepositoryFiles.All]);
        using var image = new MemoryStream();
        Assert.True(ours.Emit(image).Success);

        var library = Generate("Their.Protocol", [Copy("2026-07-28")], MetadataReference.CreateFromImage(image.ToArray()));

        Assert.Empty(library.GetDiagnostics().Where(static diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden).Take(10));
        Assert.NotNull(library.Assembly.GetTypeByMetadataName("Mcp.V2027_01_01.IMcpClient"));
    }

    /// <summary>Its types would have two meanings wherever both assemblies are seen.</summary>
    [Theory]
    [InlineData("2026-07-28", true)]
    [InlineData("2027-01-01", false)]
    public async Task MCPG3008_a_library_cannot_add_a_revision_that_it_references(string revision, bool isReported)
    {
        var ours = GeneratorTest.Compile(LanguageVersion.CSharp12, "namespace Mcp.V2026_07_28; public static class Protocol;").WithAssemblyName("Mcp.Protocol");
        var path = $"schema/{revision}/schema.json";
        var library = GeneratorTest.Compile(LanguageVersion.CSharp12, "class Own;").AddReferences(ours.ToMetadataReference());

        var diagnostics = await library
            .WithAnalyzers([new RevisionTwiceAnalyzer()], new AnalyzerOptions([new MemoryText(path, SmallSchema.Text())]))
            .GetAnalyzerDiagnosticsAsync();

        Assert.Equal(isReported ? 1 : 0, diagnostics.Length);
        if (isReported)
        {
            new MarkedText("[[]]").AssertAt(diagnostics[0], "MCPG3008", path);
            Assert.Contains("Mcp.Protocol", diagnostics[0].GetMessage(), StringComparison.Ordinal);
        }
    }

    private static Compilation Generate(string name, AdditionalText[] files, params MetadataReference[] references)
    {
        var compilation = GeneratorTest.Compile(LanguageVersion.CSharp12, "namespace Mcp { class Own; }").WithAssemblyName(name).AddReferences(references);
        GeneratorTest.Driver(files).RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var diagnostics);
        Assert.Empty(diagnostics);
        return generated;
    }

    private static MemoryText Copy(string revision) => new(Later, RepositoryFiles.Text($"schema/{revision}/schema.json"));

    private static string Namespace(string revision) => "Mcp.V" + revision.Replace('-', '_');

    private static string Text(GeneratorDriverRunResult result, string hint)
        => result.Results[0].GeneratedSources.Single(source => source.HintName == hint).SourceText.ToString();
}
