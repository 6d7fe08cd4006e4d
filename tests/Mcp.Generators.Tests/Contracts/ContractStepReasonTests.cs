using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mcp.Generators.Tests.Contracts;

/// <summary>Which edit makes which stage of the contract pipeline run.</summary>
public sealed class ContractStepReasonTests
{
    private readonly CSharpCompilation _compilation = ContractTest.Compile(LanguageVersion.CSharp12, Samples.All);
    private readonly GeneratorDriver _driver;

    public ContractStepReasonTests() => _driver = ContractTest.Driver().RunGenerators(_compilation);

    [Fact]
    public void An_edit_elsewhere_runs_nothing()
        => ContractTest.AssertNothingRan(Run(_compilation.AddSyntaxTrees(Parse("class Unrelated;"))));

    [Fact]
    public void Shifted_lines_run_nothing() => ContractTest.AssertNothingRan(Edit(0, "// a line\n\n", "[McpClient]", "[McpClient]"));

    [Fact]
    public void A_record_in_another_file_is_printed_alone()
    {
        var result = Edit(2, "", "\"high_temperature\"", "\"high\"");

        AssertModified(result, ContractTrackingNames.Contracts, ContractTrackingNames.Needs, ContractTrackingNames.AppTypes);
        Assert.Equal(["App_Forecast", "needs of IWeather"], Printed(result).Order());
    }

    [Fact]
    public void A_renamed_tool_leaves_the_types()
    {
        var result = Edit(0, "", "\"echo\"", "\"echo2\"");

        AssertModified(result, ContractTrackingNames.Contracts, ContractTrackingNames.Needs, ContractTrackingNames.Clients);
        Assert.Equal(["IWeather", "needs of IWeather"], Printed(result).Order());
    }

    [Fact]
    public void A_method_body_in_a_project_of_300_files_runs_nothing()
    {
        var compilation = Project();
        var driver = ContractTest.Driver().RunGenerators(compilation);

        var body = compilation.SyntaxTrees[^1];
        var edited = compilation.ReplaceSyntaxTree(body, Parse(body.ToString().Replace("return 1", "return 2", StringComparison.Ordinal), body.FilePath));

        Assert.NotEqual(body.ToString(), edited.SyntaxTrees[^1].ToString());
        ContractTest.AssertNothingRan(driver.RunGenerators(edited).GetRunResult());
    }

    [Fact]
    public void Of_five_contracts_the_one_that_was_edited_is_printed()
    {
        var compilation = Project();
        var driver = ContractTest.Driver().RunGenerators(compilation);

        var contract = compilation.SyntaxTrees[2];
        var edited = compilation.ReplaceSyntaxTree(contract, Parse(contract.ToString().Replace("GetAsync", "FetchAsync", StringComparison.Ordinal), contract.FilePath));

        Assert.Equal(["IContract2", "needs of IContract2"], Printed(driver.RunGenerators(edited).GetRunResult()).Order());
    }

    [Fact]
    public void A_type_that_two_contracts_share_is_printed_alone_with_their_needs()
    {
        var compilation = Project();
        var driver = ContractTest.Driver().RunGenerators(compilation);

        var shared = compilation.SyntaxTrees[5];
        var edited = compilation.ReplaceSyntaxTree(shared, Parse(shared.ToString().Replace("int Count", "bool Count", StringComparison.Ordinal), shared.FilePath));

        Assert.Equal(
            ["App_Shared", .. Enumerable.Range(0, 5).Select(static index => $"needs of IContract{index}")],
            Printed(driver.RunGenerators(edited).GetRunResult()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_contract_that_breaks_takes_its_files_away()
        => Assert.Empty(Edit(0, "", "Task<string> EchoAsync", "string EchoAsync").GeneratedTrees);

    [Fact]
    public void A_contract_whose_name_differs_in_case_only_leaves_the_others()
    {
        var result = Run(_compilation.AddSyntaxTrees(Parse(ContractTest.Usings + "namespace App; [McpClient] public partial interface Iweather { Task GoAsync(CancellationToken token); }")));

        Assert.Contains(IncrementalStepRunReason.Modified, ContractTest.Reasons(result, ContractTrackingNames.FileTwins));
        Assert.Null(result.Results[0].Exception);
        Assert.Contains(result.Results[0].GeneratedSources, static source => source.HintName == "App.Iweather-1.g.cs");
        Assert.All(ContractTest.Reasons(result, ContractTrackingNames.AppTypes), static reason => Assert.True(Harness.GeneratorTest.IsReused(reason)));
    }

    /// <summary>Five contracts, a type that all of them share, and code that has nothing to do with them.</summary>
    private static CSharpCompilation Project() => ContractTest.Compile(
        LanguageVersion.CSharp12,
        [
            .. Enumerable.Range(0, 5).Select(static index => $"namespace App; public sealed record Own{index}(string Name); [McpClient] public partial interface IContract{index} {{ Task<Own{index}> GetAsync(Shared shared, CancellationToken token); }}"),
            "namespace App; public sealed record Shared(int Count, string Text);",
            .. Enumerable.Range(0, 294).Select(static index => $"namespace App.Plain{index % 10}; public sealed class Thing{index} {{ public int Value() {{ return 1; }} }}"),
        ]);

    private GeneratorDriverRunResult Edit(int file, string prefix, string old, string replacement)
    {
        var tree = _compilation.SyntaxTrees[file];
        var text = tree.ToString();
        Assert.Contains(old, text, StringComparison.Ordinal);
        return Run(_compilation.ReplaceSyntaxTree(tree, Parse(prefix + text.Replace(old, replacement, StringComparison.Ordinal), tree.FilePath)));
    }

    private SyntaxTree Parse(string text, string path = "")
        => CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)_compilation.SyntaxTrees[0].Options, path);

    private GeneratorDriverRunResult Run(Compilation compilation) => _driver.RunGenerators(compilation).GetRunResult();

    private static void AssertModified(GeneratorDriverRunResult result, params string[] stages)
        => Assert.Equal(stages.Order(), ContractTest.StageNames.Where(stage => !ContractTest.Reasons(result, stage).All(Harness.GeneratorTest.IsReused)).Order());

    private static List<string> Printed(GeneratorDriverRunResult result)
        => [.. result.Results[0].TrackedOutputSteps
            .SelectMany(static steps => steps.Value)
            .Where(static step => step.Outputs.Any(static output => output.Reason == IncrementalStepRunReason.Modified))
            .Select(static step => step.Inputs[0].Source.Outputs[step.Inputs[0].OutputIndex].Value)
            // Beside what is printed stand the names that differ in case only.
            .Select(static value => value is ITuple pair ? pair[0]! : value)
            .Select(static value => value switch
            {
                Models.TypeModel type => type.Name,
                Models.NeedsModel needs => "needs of " + needs.Client.Name,
                _ => ((Models.ClientModel)value).Name,
            })];
}
