using System.Text.RegularExpressions;
using Mcp.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators.Tests.Contracts;

/// <summary>The guide's samples compile as they stand, all together, and no analyzer has a word to say.</summary>
public sealed partial class ContractGuideTests
{
    [Fact]
    public async Task The_samples_of_the_guide_compile()
    {
        var samples = SamplePattern().Matches(RepositoryFiles.Text("docs/contracts.md")).Select(static sample => sample.Groups["code"].Value).ToArray();

        var compilation = ContractTest.GeneratedWithJson(samples);

        Assert.Equal(5, samples.Length);
        Assert.Empty(await compilation.WithAnalyzers(ContractTest.Analyzers).GetAnalyzerDiagnosticsAsync());
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex SamplePattern();
}
