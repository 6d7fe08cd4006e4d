using System.Reflection;
using System.Runtime.CompilerServices;
using Mcp.Generators.Tests.Contracts;
using Mcp.Generators.Tests.Harness;
using Mcp.Generators.Tests.Pins;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mcp.Generators.Tests;

/// <summary>
/// Which edit makes which stage of both generators run. What is not changed must be taken over, or an IDE pays for it with every key.
/// The stages are read by reflection: one that is new stands in no row until somebody says when it runs.
/// </summary>
public sealed class StepReasonTests
{
    private const string Path = "schema/2025-03-26/schema.json";
    private const string Texts = """{ "Tool": "A tool.", "Role": "A role.", "method:ping": "Sign of life." }""";
    private const string Rows = """{ "methods": { "ping": { "retry": "never", "runtimeOwned": true } } }""";

    private static readonly string Schema = RepositoryFiles.Text(Path);
    private static readonly string[] Stages = [.. GeneratorTest.StageNames, .. ContractTest.StageNames];

    private readonly MemoryText _schema = new(Path, Schema);
    private readonly MemoryText _prose = new("schema/descriptions.json", Texts);
    private readonly MemoryText _rules = new("schema/protocol.json", Rows);
    private readonly MemoryText _pin = new(PinnedTest.Path, PinnedTest.Sample);
    private readonly CSharpCompilation _compilation = ContractTest.Compile(LanguageVersion.CSharp12, [.. Samples.All, PinnedTest.Contract]);
    private readonly GeneratorDriver _driver;

    public StepReasonTests()
        => _driver = CSharpGeneratorDriver.Create(
            [new ProtocolGenerator().AsSourceGenerator(), new McpClientGenerator().AsSourceGenerator(), new ChosenRevisionGenerator().AsSourceGenerator()],
            [_schema, _prose, _rules, _pin],
            (CSharpParseOptions)_compilation.SyntaxTrees[0].Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true))
            .RunGenerators(_compilation);

    /// <summary>The edit, the stages with a value that is new or another one, and the files that are printed anew.</summary>
    public static TheoryData<string, string, string> Edits => new()
    {
        { nameof(NothingEdited), "", "" },
        { nameof(UnrelatedClassAdded), "", "" },
        { nameof(UnrelatedFileAdded), "", "" },
        { nameof(LinesOfContractShifted), "", "" },
        { nameof(ToolOfContractRenamed), "Contracts Clients Needs", "IWeather.Needs.g.cs IWeather.g.cs" },
        { nameof(RecordOfContractEdited), "Contracts Needs AppTypes", "App_Forecast.g.cs IWeather.Needs.g.cs" },
        { nameof(RevisionChosen), "ChosenRevision Needs PinnedNeeds", "IShop.Needs.g.cs IWeather.Needs.g.cs" },
        { nameof(UnknownRevisionChosen), "ChosenRevision Needs PinnedNeeds UnknownRevision", "IShop.Needs.g.cs IWeather.Needs.g.cs UnknownRevision" },
        { nameof(LinesOfSchemaShifted), "SchemaFiles Schemas", "" },
        { nameof(SchemaIndented), "SchemaFiles Schemas", "" },
        { nameof(LineEndsOfSchemaChanged), "SchemaFiles Schemas", "" },
        { nameof(MembersOfSchemaReordered), "SchemaFiles Schemas", "" },
        { nameof(DefinitionEdited), "SchemaFiles Schemas Bindings Types DescribedTypes", "Mcp.V2025_03_26.ToolAnnotations.g.cs" },
        { nameof(DefinitionAdded), "SchemaFiles Schemas Bindings Types DescribedTypes Contexts", "(context)" },
        { nameof(WordsOfSchemaAdded), "SchemaFiles Schemas Bindings Types", "" },
        { nameof(TextOfTypeEdited), "Prose DescribedTypes", "Mcp.V2025_03_26.Role.g.cs" },
        { nameof(TextOfMethodEdited), "Prose Revisions", "(revision)" },
        { nameof(RuleEdited), "Rules Bindings Revisions", "(revision)" },
        { nameof(RulesIndented), "", "" },
        { nameof(PinIndented), "", "" },
        { nameof(TextOfToolEdited), "Pins PinnedModels PinnedMethods", "IShop.Methods.g.cs" },
        { nameof(TypeOfToolEdited), "Pins PinnedModels PinnedNeeds PinnedPlaces PinnedTypes", "App.IShop.PaintColor.g.cs IShop.Needs.g.cs" },
        { nameof(FirstToolAdded), "Pins PinnedModels PinnedClients PinnedMethods PinnedNeeds PinnedPlaces PinnedTypes", "IShop.Methods.g.cs IShop.Needs.g.cs IShop.g.cs" },
        { nameof(PinOfContractGone), "Contracts Pins PinnedContracts PinnedModels PinnedClients PinnedMethods PinnedNeeds PinnedPlaces PinnedTypes", "IShop.Methods.g.cs IShop.Needs.g.cs IShop.g.cs" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_runs_only_what_it_must(string edit, string stages, string printed)
    {
        var run = (GeneratorDriverRunResult)typeof(StepReasonTests).GetMethod(edit, BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(this, null)!;

        var ran = Stages.Where(stage => !Reasons(run, stage).All(GeneratorTest.IsReused));
        Assert.Equal(stages.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), ran.Order());
        Assert.Equal(printed, string.Join(' ', Printed(run).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Every_stage_has_a_name_that_is_tracked_and_runs_for_some_edit()
    {
        var tracked = _driver.GetRunResult().Results.SelectMany(static result => result.TrackedSteps.Keys).ToHashSet();
        var ran = Edits.SelectMany(static row => ((string)row[1]).Split(' ')).Concat(["Twins", "SchemaErrors", "FileTwins"]).ToHashSet();

        Assert.All(Stages, stage => Assert.Contains(stage, tracked));
        Assert.All(Stages, stage => Assert.Contains(stage, ran));
    }

    [Fact]
    public void A_revision_that_is_added_leaves_the_others()
    {
        var result = _driver.AddAdditionalTexts([RepositoryFiles.Schema("2024-11-05")]).RunGenerators(_compilation).GetRunResult();

        Assert.All(Stages, stage => Assert.DoesNotContain(IncrementalStepRunReason.Modified, Reasons(result, stage)));
        Assert.Contains(IncrementalStepRunReason.New, Reasons(result, TrackingNames.Types));
        Assert.Empty(Printed(result));
    }

    [Fact]
    public void A_revision_that_is_removed_leaves_the_others()
    {
        var both = _driver.AddAdditionalTexts([RepositoryFiles.Schema("2024-11-05")]).RunGenerators(_compilation);

        var result = both.RemoveAdditionalTexts([_schema]).RunGenerators(_compilation).GetRunResult();

        Assert.All(Stages, stage => Assert.All(Reasons(result, stage), reason => Assert.True(GeneratorTest.IsReused(reason) || reason == IncrementalStepRunReason.Removed, $"{stage}: {reason}")));
        Assert.DoesNotContain(result.Results[0].GeneratedSources, static source => source.HintName.StartsWith("Mcp.V2025_03_26.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_revision_that_comes_twice_takes_nothing_away()
    {
        var result = _driver.AddAdditionalTexts([new MemoryText("then/2025-03-26/schema.json", Schema)]).RunGenerators(_compilation).GetRunResult();

        Assert.Equal("MCPG3008", Assert.Single(result.Diagnostics).Id);
        Assert.Contains(IncrementalStepRunReason.Modified, Reasons(result, TrackingNames.Twins));
        Assert.Contains(IncrementalStepRunReason.Modified, Reasons(result, TrackingNames.SchemaErrors));
        Assert.All(Reasons(result, TrackingNames.Types), static reason => Assert.True(GeneratorTest.IsReused(reason)));
    }

    [Fact]
    public void An_error_takes_its_revision_away_and_leaves_the_others()
    {
        var driver = _driver.AddAdditionalTexts([RepositoryFiles.Schema("2024-11-05")]).RunGenerators(_compilation);

        var result = driver.ReplaceAdditionalText(_schema, new MemoryText(Path, "{")).RunGenerators(_compilation).GetRunResult();

        Assert.Single(result.Diagnostics);
        Assert.All(result.Results[0].GeneratedSources, static source => Assert.StartsWith("Mcp.V2024_11_05.", source.HintName, StringComparison.Ordinal));
    }

    private GeneratorDriverRunResult NothingEdited() => Run(_compilation.Clone());

    private GeneratorDriverRunResult UnrelatedClassAdded() => Run(_compilation.AddSyntaxTrees(Parse("class Unrelated;", "Unrelated.cs")));

    private GeneratorDriverRunResult UnrelatedFileAdded()
        => _driver.AddAdditionalTexts([new MemoryText("notes.txt", "anything"), new MemoryText("forms/schema.json", "{")]).RunGenerators(_compilation).GetRunResult();

    private GeneratorDriverRunResult LinesOfContractShifted() => EditSource(0, "[McpClient]", "// a line\n\n[McpClient]");

    private GeneratorDriverRunResult ToolOfContractRenamed() => EditSource(0, "\"echo\"", "\"echo2\"");

    private GeneratorDriverRunResult RecordOfContractEdited() => EditSource(2, "\"high_temperature\"", "\"high\"");

    private GeneratorDriverRunResult RevisionChosen() => Choose("2025-03-26");

    private GeneratorDriverRunResult UnknownRevisionChosen() => Choose("2025-03-27");

    private GeneratorDriverRunResult LinesOfSchemaShifted() => Replace(_schema, "\n\n" + Schema);

    private GeneratorDriverRunResult SchemaIndented() => Replace(_schema, Schema.Replace("\n", "\n\t", StringComparison.Ordinal));

    private GeneratorDriverRunResult LineEndsOfSchemaChanged() => Replace(_schema, Schema.ReplaceLineEndings("\r\n"));

    private GeneratorDriverRunResult MembersOfSchemaReordered() => Edit(_schema, "\"$schema\":", "\"title\": \"First\",\n  \"$schema\":");

    private GeneratorDriverRunResult DefinitionEdited() => Edit(_schema, "\"readOnlyHint\"", "\"readsOnlyHint\"");

    /// <summary>Last by its name, so that no other type gets another place.</summary>
    private GeneratorDriverRunResult DefinitionAdded()
        => Edit(_schema, "\"Tool\": {", "\"Zone\": { \"type\": \"object\", \"properties\": { \"x\": {} } },\n    \"Tool\": {");

    private GeneratorDriverRunResult WordsOfSchemaAdded() => Edit(_schema, "\"Tool\": {", "\"Tool\": {\n      \"description\": \"Published words.\",");

    private GeneratorDriverRunResult TextOfTypeEdited() => Edit(_prose, "A role.", "Another text.");

    private GeneratorDriverRunResult TextOfMethodEdited() => Edit(_prose, "Sign of life.", "Another text.");

    private GeneratorDriverRunResult RuleEdited() => Edit(_rules, "\"never\"", "\"safe\"");

    private GeneratorDriverRunResult RulesIndented() => Replace(_rules, Rows + "\n\n");

    private GeneratorDriverRunResult PinIndented() => Replace(_pin, PinnedTest.Sample.Replace("\n", "\n\t", StringComparison.Ordinal));

    private GeneratorDriverRunResult TextOfToolEdited() => Edit(_pin, "Paints a thing.", "Another text.");

    private GeneratorDriverRunResult TypeOfToolEdited() => Edit(_pin, "\"red\"", "\"green\"");

    /// <summary>Before all others by its name, with a type of its own.</summary>
    private GeneratorDriverRunResult FirstToolAdded()
        => Edit(_pin, "\"tools\": [", "\"tools\": [ " + PinnedTest.Tool("add", "\"how\": { \"enum\": [ \"well\" ] }") + ",");

    private GeneratorDriverRunResult PinOfContractGone() => EditSource(3, "shop.mcp.json", "none.mcp.json");

    private GeneratorDriverRunResult Edit(MemoryText file, string old, string replacement)
    {
        var text = file.GetText().ToString();
        Assert.Contains(old, text, StringComparison.Ordinal);
        return Replace(file, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    private GeneratorDriverRunResult Replace(MemoryText old, string text)
        => _driver.ReplaceAdditionalText(old, new MemoryText(old.Path, text)).RunGenerators(_compilation).GetRunResult();

    private GeneratorDriverRunResult EditSource(int file, string old, string replacement)
    {
        var tree = _compilation.SyntaxTrees[file];
        Assert.Contains(old, tree.ToString(), StringComparison.Ordinal);
        return Run(_compilation.ReplaceSyntaxTree(tree, Parse(tree.ToString().Replace(old, replacement, StringComparison.Ordinal), tree.FilePath)));
    }

    private GeneratorDriverRunResult Choose(string revision)
        => _driver.WithUpdatedAnalyzerConfigOptions(new ChosenOptions(revision)).RunGenerators(_compilation).GetRunResult();

    private SyntaxTree Parse(string text, string path)
        => CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)_compilation.SyntaxTrees[0].Options, path);

    private GeneratorDriverRunResult Run(Compilation compilation) => _driver.RunGenerators(compilation).GetRunResult();

    private static List<IncrementalStepRunReason> Reasons(GeneratorDriverRunResult run, string stage) =>
    [
        .. run.Results
            .SelectMany(result => result.TrackedSteps.TryGetValue(stage, out var steps) ? steps : [])
            .SelectMany(static step => step.Outputs)
            .Select(static output => output.Reason)
            .Distinct(),
    ];

    /// <summary>What was printed anew: types and contracts by their file, the files of a revision together.</summary>
    private static IEnumerable<string> Printed(GeneratorDriverRunResult run) => run.Results
        .SelectMany(static result => result.TrackedOutputSteps.Values)
        .SelectMany(static steps => steps)
        .Where(static step => step.Outputs.Any(static output => output.Reason == IncrementalStepRunReason.Modified))
        .Select(static step => step.Inputs[0].Source.Outputs[step.Inputs[0].OutputIndex].Value)
        // Beside what is printed stand the names that differ in case only.
        .Select(static value => value is ITuple pair ? pair[0]! : value)
        .Select(static value => value switch
        {
            Models.TypeModel { Target: not null } type => type.Name + ".g.cs",
            Models.TypeModel type => $"{type.Namespace}.{type.Name}.g.cs",
            Models.ClientModel client => client.Name + ".g.cs",
            Models.PinnedMethodsModel methods => methods.Client.Name + ".Methods.g.cs",
            Models.NeedsModel needs => needs.Client.Name + ".Needs.g.cs",
            Models.RevisionModel => "(revision)",
            Models.ContextModel => "(context)",
            _ => value.GetType().Name,
        })
        .Distinct();
}
