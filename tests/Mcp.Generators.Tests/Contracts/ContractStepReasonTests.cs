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
    public void A_contract_that_breaks_takes_its_files_away()
        => Assert.Empty(Edit(0, "", "Task<string> EchoAsync", "string EchoAsync").GeneratedTrees);

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
            .Select(static value => value switch
            {
                Models.TypeModel type => type.Name,
                Models.NeedsModel needs => "needs of " + needs.Client.Name,
                _ => ((Models.ClientModel)value).Name,
            })];
}
