using Mcp.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mcp.Generators.Tests;

/// <summary>Which edit makes which stage run. What is not changed must be taken over, or an IDE pays for it with every key.</summary>
public sealed class StepReasonTests
{
    private static readonly string Old = RepositoryFiles.Text("schema/2025-03-26/schema.json");

    private readonly MemoryText _schema = new("schema/2025-03-26/schema.json", Old);
    private readonly MemoryText _prose = new("schema/descriptions.json", """{ "Tool": "A tool.", "Role": "A role.", "method:ping": "Sign of life." }""");
    private readonly CSharpCompilation _compilation = GeneratorTest.Compile(LanguageVersion.CSharp12, "class A;");
    private readonly GeneratorDriver _driver;

    public StepReasonTests()
        => _driver = GeneratorTest.Driver([_schema, _prose, RepositoryFiles.Rules]).RunGenerators(_compilation);

    [Fact]
    public void Every_stage_has_a_name_that_is_tracked()
    {
        var tracked = _driver.GetRunResult().Results[0].TrackedSteps;

        Assert.All(GeneratorTest.StageNames, name => Assert.Contains(name, tracked.Keys));
    }

    [Fact]
    public void An_edit_elsewhere_runs_nothing()
    {
        var edited = _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class B;", (CSharpParseOptions)_compilation.SyntaxTrees[0].Options));

        GeneratorTest.AssertNothingRan(_driver.RunGenerators(edited).GetRunResult());
    }

    [Fact]
    public void Another_additional_file_runs_nothing()
    {
        var result = _driver.AddAdditionalTexts([new MemoryText("notes.txt", "anything")]).RunGenerators(_compilation).GetRunResult();

        GeneratorTest.AssertNothingRan(result);
    }

    [Fact]
    public void Shifted_lines_of_a_schema_end_at_the_binding()
    {
        var result = Replace(_schema, "\n\n" + Old);

        AssertModified(result, TrackingNames.SchemaFiles, TrackingNames.Schemas);
        Assert.Empty(ModifiedOutputs(result));
    }

    [Fact]
    public void An_edited_definition_emits_that_type_alone()
    {
        var edited = Old.Replace("\"readOnlyHint\"", "\"readsOnlyHint\"", StringComparison.Ordinal);
        Assert.NotEqual(Old, edited);

        var result = Replace(_schema, edited);

        AssertModified(result, TrackingNames.SchemaFiles, TrackingNames.Schemas, TrackingNames.Bindings, TrackingNames.Types, TrackingNames.DescribedTypes);
        Assert.Equal(["Mcp.V2025_03_26.ToolAnnotations.g.cs"], ModifiedOutputs(result));
    }

    [Fact]
    public void An_edited_description_emits_what_it_describes()
    {
        var result = Replace(_prose, """{ "Tool": "A tool.", "Role": "Another text.", "method:ping": "Sign of life." }""");

        AssertModified(result, TrackingNames.Prose, TrackingNames.DescribedTypes);
        Assert.Equal(["Mcp.V2025_03_26.Role.g.cs"], ModifiedOutputs(result));
    }

    [Fact]
    public void An_edited_description_of_a_method_leaves_the_types()
    {
        var result = Replace(_prose, """{ "Tool": "A tool.", "Role": "A role.", "method:ping": "Another text." }""");

        AssertModified(result, TrackingNames.Prose, TrackingNames.Revisions);
    }

    [Fact]
    public void A_revision_that_is_added_leaves_the_others()
    {
        var result = _driver.AddAdditionalTexts([RepositoryFiles.Schema("2024-11-05")]).RunGenerators(_compilation).GetRunResult();

        foreach (var stage in GeneratorTest.StageNames)
        {
            Assert.DoesNotContain(IncrementalStepRunReason.Modified, GeneratorTest.Reasons(result, stage));
        }

        Assert.Contains(IncrementalStepRunReason.New, GeneratorTest.Reasons(result, TrackingNames.Types));
        Assert.Empty(ModifiedOutputs(result));
    }

    [Fact]
    public void An_error_takes_its_revision_away_and_leaves_the_others()
    {
        var driver = _driver.AddAdditionalTexts([RepositoryFiles.Schema("2024-11-05")]).RunGenerators(_compilation);

        var result = driver.ReplaceAdditionalText(_schema, new MemoryText(_schema.Path, "{")).RunGenerators(_compilation).GetRunResult();

        Assert.Single(result.Diagnostics);
        Assert.All(result.Results[0].GeneratedSources, static source => Assert.StartsWith("Mcp.V2024_11_05.", source.HintName, StringComparison.Ordinal));
    }

    private GeneratorDriverRunResult Replace(MemoryText old, string text)
        => _driver.ReplaceAdditionalText(old, new MemoryText(old.Path, text)).RunGenerators(_compilation).GetRunResult();

    private static void AssertModified(GeneratorDriverRunResult result, params string[] stages)
    {
        var modified = GeneratorTest.StageNames.Where(stage => !GeneratorTest.Reasons(result, stage).All(GeneratorTest.IsReused));
        Assert.Equal(stages.Order(), modified.Order());
    }

    /// <summary>The files that were printed anew, of those that are printed one by one.</summary>
    private static List<string> ModifiedOutputs(GeneratorDriverRunResult result)
        => [.. result.Results[0].TrackedOutputSteps
            .SelectMany(static steps => steps.Value)
            .Where(static step => step.Outputs.Any(static output => output.Reason == IncrementalStepRunReason.Modified))
            .Select(static step => step.Inputs[0].Source.Outputs[step.Inputs[0].OutputIndex].Value)
            .OfType<Models.TypeModel>()
            .Select(static type => $"{type.Namespace}.{type.Name}.g.cs")];
}
