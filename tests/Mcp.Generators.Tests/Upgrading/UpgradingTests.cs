using System.Text.RegularExpressions;
using Mcp.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mcp.Generators.Tests.Upgrading;

/// <summary>docs/upgrading.md: the tables are what the schemas say, and the sample meets exactly the errors that it quotes.</summary>
public sealed partial class UpgradingTests
{
    private const string Page = "docs/upgrading.md";
    private const string Mark = "<!-- From here on generated from schema/; MCP_ACCEPT=1 dotnet test tests/Mcp.Generators.Tests --filter Upgrading writes it anew. -->\n";

    private static readonly Lazy<MetadataReference> Protocol = new(CompileRevisions);

    public static TheoryData<int> Steps => [0, 1, 2, 3];

    [Fact]
    public void The_tables_say_what_the_schemas_say()
    {
        var page = RepositoryFiles.Text(Page);
        var start = page.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        var steps = RepositoryFiles.Revisions.Zip(RepositoryFiles.Revisions.Skip(1), static (from, to) => "\n" + new RevisionStep(from, to));
        var expected = page[..start] + string.Concat(steps);
        if (Environment.GetEnvironmentVariable("MCP_ACCEPT") == "1")
        {
            File.WriteAllText(RepositoryFiles.PathOf(Page), expected);
            return;
        }

        Assert.Equal(expected, page);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void The_sample_compiles_at_each_revision(int step)
    {
        var samples = Samples();

        Assert.Equal(Steps.Count, samples.Count);
        Assert.Equal("", Errors(samples[step].Code, samples[step].Revision));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_sample_of_before_meets_the_errors_that_are_quoted(int step)
    {
        var samples = Samples();

        Assert.Equal(samples[step].Errors, Errors(samples[step - 1].Code, samples[step].Revision));
    }

    [Fact]
    public void All_revisions_from_the_second_on_are_there()
        => Assert.Equal(RepositoryFiles.Revisions.Skip(1), Samples().Select(static sample => sample.Revision));

    /// <summary>The sections of the sample: the revision in the heading, the errors met in the table, the code that has none.</summary>
    private static List<(string Revision, string Errors, string Code)> Samples()
        => [.. SectionPattern().Matches(RepositoryFiles.Text(Page)).Select(static section => (
            section.Groups["revision"].Value,
            string.Join('\n', ErrorPattern().Matches(section.Groups["text"].Value).Select(static row => $"{row.Groups["id"].Value} {row.Groups["at"].Value}")),
            section.Groups["code"].Value))];

    private static string Errors(string code, string revision)
    {
        var globals = $"global using Mcp.V{revision.Replace('-', '_')};\n";
        var compilation = GeneratorTest.Compile(LanguageVersion.CSharp12, globals + Contracts.ContractTest.Usings + code).AddReferences(Protocol.Value);
        return string.Join('\n', compilation.GetDiagnostics()
            .Where(static found => found.Severity == DiagnosticSeverity.Error)
            .OrderBy(static found => found.Location.SourceSpan.Start)
            .Select(static found => $"{found.Id} {found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan)}"));
    }

    private static PortableExecutableReference CompileRevisions()
    {
        GeneratorTest.Driver(RepositoryFiles.All[1..]).RunGeneratorsAndUpdateCompilation(GeneratorTest.Compile(LanguageVersion.CSharp12), out var compilation, out _);
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image, options: new(metadataOnly: true)).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    [GeneratedRegex("### At (?<revision>[0-9-]+)\n(?<text>.*?)```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex SectionPattern();

    [GeneratedRegex(@"^\| (?<id>CS[0-9]{4}) \| `(?<at>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex ErrorPattern();
}
