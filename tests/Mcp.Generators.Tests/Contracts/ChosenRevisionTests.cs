using Mcp.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mcp.Generators.Tests.Contracts;

/// <summary>What <c>&lt;McpProtocolVersion&gt;</c> in a project file does.</summary>
public sealed class ChosenRevisionTests
{
    private const string Revisions = """
        namespace Mcp.V2025_03_26 { public static class Protocol; public sealed class Tool : IMcpJsonValue<Tool> { public static Tool Read(ref McpJsonReader reader) => new(); public void Write(McpJsonWriter writer) { } } }
        namespace Mcp.V2025_06_18 { public static class Protocol; }
        """;

    private const string Neutral = "[McpClient] public partial interface IOne { Task<string> EchoAsync(string message, CancellationToken ct); }";

    [Theory]
    [InlineData(Neutral, "2025-06-18", "2025-06-18")]
    [InlineData(Neutral, "", null)]
    [InlineData("[McpClient(ProtocolVersion = \"2025-03-26\")] public partial interface IOne { Task EchoAsync(CancellationToken ct); }", "2025-06-18", "2025-03-26")]
    [InlineData("[McpClient] public partial interface IOne { Task EchoAsync(Mcp.V2025_03_26.Tool like, CancellationToken ct); }", "2025-06-18", "2025-03-26")]
    [InlineData("[McpClient] public partial interface IOne { Task EchoAsync(Mcp.V2025_03_26.Tool like, CancellationToken ct); }", "", "2025-03-26")]
    public void A_contract_that_names_no_revision_is_meant_for_the_chosen_one(string contract, string chosen, string? expected)
    {
        var needs = Run(chosen, contract).Results.SelectMany(static result => result.GeneratedSources).Single(static source => source.HintName.EndsWith("Needs.g.cs", StringComparison.Ordinal));

        var written = needs.SourceText.ToString().Split("ProtocolVersion = \"").Skip(1).Select(static rest => rest.Split('"')[0]);
        Assert.Equal(expected, written.SingleOrDefault());
    }

    [Fact]
    public void A_revision_that_is_not_there_is_one_error_that_names_those_that_are()
    {
        var run = Run("2025-06-17", Neutral);

        var error = Assert.Single(run.Diagnostics);
        Assert.Equal("MCPG9003", error.Id);
        Assert.Equal("<McpProtocolVersion> chooses '2025-06-17', and no such revision is compiled here; there are 2025-03-26, 2025-06-18", error.GetMessage());
    }

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData(" 2025-06-18 ")]
    [InlineData("2030-01-02")]
    public void A_revision_of_a_reference_or_of_the_project_itself_is_right(string chosen)
        => Assert.Empty(Run(chosen, Neutral, SmallSchema.Of()).Diagnostics);

    [Fact]
    public void The_global_using_of_a_wrong_choice_is_no_second_error()
    {
        var compilation = GeneratorTest.Compile(LanguageVersion.CSharp12, "global using Mcp.V2025_06_17;", "using Mcp;\n" + Revisions);
        Driver("2025-06-17").RunGeneratorsAndUpdateCompilation(compilation, out var after, out _);

        Assert.Empty(after.GetDiagnostics().Where(static found => found.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void Below_CSharp_12_nothing_is_said()
        => Assert.Empty(Driver("2025-06-17").RunGenerators(ContractTest.Compile(LanguageVersion.CSharp11, "")).GetRunResult().Diagnostics);

    private static GeneratorDriverRunResult Run(string chosen, string source, params AdditionalText[] files)
        => Driver(chosen, files).RunGenerators(GeneratorTest.Compile(LanguageVersion.CSharp12, ContractTest.Usings + source, "using Mcp;\n" + Revisions)).GetRunResult();

    private static CSharpGeneratorDriver Driver(string chosen, params AdditionalText[] files) => CSharpGeneratorDriver.Create(
        [new McpClientGenerator().AsSourceGenerator(), new ChosenRevisionGenerator().AsSourceGenerator()], files, new CSharpParseOptions(LanguageVersion.CSharp12), new ChosenOptions(chosen));
}
