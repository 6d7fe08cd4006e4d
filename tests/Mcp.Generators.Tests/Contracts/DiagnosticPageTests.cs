using System.Reflection;
using System.Text.RegularExpressions;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators.Tests.Contracts;

/// <summary>Each diagnostic about an app's code has a page; the page's samples are compiled and say what the page says.</summary>
public sealed partial class DiagnosticPageTests
{
    /// <summary>The revisions' types that samples name, in small.</summary>
    private const string Revisions = """
        namespace Mcp.V2025_03_26 { public sealed class Tool : IMcpJsonValue<Tool> { public static Tool Read(ref McpJsonReader reader) => new(); public void Write(McpJsonWriter writer) { } } }
        namespace Mcp.V2025_06_18 { public static class Protocol; public sealed class Tool : IMcpJsonValue<Tool> { public string? Title { get; set; } public static Tool Read(ref McpJsonReader reader) => new(); public void Write(McpJsonWriter writer) { } } }
        """;

    public static TheoryData<string> Ids =>
    [
        .. typeof(DiagnosticIds).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(static constant => (string)constant.GetRawConstantValue()!)
            .Where(static id => id[4] is '1' or '2' or '4' or '9'),
    ];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_page_shows_what_is_reported_and_what_is_right(string id)
    {
        var page = RepositoryFiles.Text($"docs/diagnostics/{id}.md");
        var descriptor = ContractTest.Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Append(ChosenRevisionGenerator.UnknownChoice).First(found => found.Id == id);
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", page, StringComparison.Ordinal);
        Assert.Contains($"\n{descriptor.DefaultSeverity}", page, StringComparison.Ordinal);
        Assert.Equal(CodeFixes.FixTest.FixedIds.Contains(id), page.Contains("with a code fix", StringComparison.Ordinal));

        var samples = SamplePattern().Matches(page);
        Assert.Equal(["bad", "good"], samples.Select(static sample => sample.Groups["kind"].Value).Distinct().Order());
        AdditionalText[] pins = [.. PinPattern().Matches(page).Select(static pin => new MemoryText(pin.Groups["name"].Value, pin.Groups["text"].Value))];
        foreach (Match sample in samples)
        {
            var isBad = sample.Groups["kind"].Value == "bad";
            Assert.Equal(isBad ? [id] : [], await AnalyzeAsync(sample.Groups["code"].Value, sample.Groups["tag"].Value, pins));
        }
    }

    private static async Task<IEnumerable<string>> AnalyzeAsync(string source, string tag, AdditionalText[] pins)
    {
        var version = tag == "csharp11" ? LanguageVersion.CSharp11 : LanguageVersion.CSharp12;
        var compilation = ContractTest.Compile(version, source, Revisions);
        if (tag == "no-runtime")
        {
            compilation = compilation.RemoveReferences(compilation.References.Where(static reference => reference.Display!.EndsWith("Mcp.Runtime.dll", StringComparison.Ordinal)));
        }

        if (tag.StartsWith("chosen-", StringComparison.Ordinal))
        {
            return CSharpGeneratorDriver.Create([new ChosenRevisionGenerator().AsSourceGenerator()], optionsProvider: new ChosenOptions(tag["chosen-".Length..]))
                .RunGenerators(compilation).GetRunResult().Diagnostics.Select(static diagnostic => diagnostic.Id);
        }

        var found = await compilation.WithAnalyzers(ContractTest.Analyzers, new AnalyzerOptions([.. pins])).GetAnalyzerDiagnosticsAsync();
        return found.Select(static diagnostic => diagnostic.Id);
    }

    /// <summary>A pin that all samples of a page have.</summary>
    [GeneratedRegex("```json (?<name>[a-z.]+)\\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex PinPattern();

    [GeneratedRegex("```csharp (?<kind>bad|good) ?(?<tag>[a-z0-9-]*)\\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex SamplePattern();
}
