using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators.Tests.Contracts;

/// <summary>Runs the contract generator and checks what must hold for every input, as <see cref="GeneratorTest"/> does for schemas.</summary>
internal static class ContractTest
{
    public const string Usings = "using System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using System.Text.Json.Serialization; using Mcp;\n";

    /// <summary>All analyzers that look at an app's code.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
        [new ContractAnalyzer(), new StrayAttributeAnalyzer(), new EnvironmentAnalyzer(), new RevisionAnalyzer(), new PinAnalyzer(), new PinnedContractAnalyzer()];

    public static IReadOnlyList<string> StageNames { get; } =
    [
        .. typeof(ContractTrackingNames)
            .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(static field => field.IsLiteral)
            .Select(static field => (string)field.GetRawConstantValue()!),
    ];

    public static CSharpCompilation Compile(LanguageVersion version, params string[] sources)
        => GeneratorTest.Compile(version, [.. sources.Select(static source => Usings + source)]);

    public static GeneratorDriver Driver(LanguageVersion version = LanguageVersion.CSharp12)
        => CSharpGeneratorDriver.Create(
            [new McpClientGenerator().AsSourceGenerator()],
            parseOptions: new CSharpParseOptions(version, DocumentationMode.Diagnose),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs the generator twice and compiles what comes out in both language versions, without a warning.</summary>
    /// <returns>The files by hint name.</returns>
    public static Dictionary<string, string> Run(params string[] sources)
    {
        var compilation = Compile(LanguageVersion.CSharp12, sources);
        var driver = Driver().RunGenerators(compilation);
        var result = driver.GetRunResult();
        Assert.All(result.Results, static single => Assert.Null(single.Exception));
        Assert.Empty(result.Diagnostics);

        var again = driver.RunGenerators(compilation.Clone()).GetRunResult();
        AssertNothingRan(again);
        AssertNoCompilerObjects(again);
        Generated(LanguageVersion.CSharp12, sources);
        Generated(LanguageVersion.Latest, sources);
        return result.Results[0].GeneratedSources.ToDictionary(static source => source.HintName, static source => source.SourceText.ToString());
    }

    /// <summary>The framework's own generator, which reads and writes what an app's <c>JsonSerializerContext</c> covers.</summary>
    public static IIncrementalGenerator JsonGenerator()
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        var file = Directory.EnumerateFiles(Path.Combine(root, "packs", "Microsoft.NETCore.App.Ref"), "System.Text.Json.SourceGeneration.dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();
        var type = Assembly.LoadFrom(file).GetTypes().Single(static type => type.IsClass && !type.IsAbstract && typeof(IIncrementalGenerator).IsAssignableFrom(type));
        return (IIncrementalGenerator)Activator.CreateInstance(type)!;
    }

    /// <summary>The compilation with what both generators emit, free of warnings.</summary>
    public static Compilation GeneratedWithJson(params string[] sources)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp12, DocumentationMode.Diagnose);
        CSharpGeneratorDriver.Create([new McpClientGenerator().AsSourceGenerator(), JsonGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(Compile(LanguageVersion.CSharp12, sources), out var compilation, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity > DiagnosticSeverity.Info && diagnostic.Id is not "CS1591").Take(20));
        return compilation;
    }

    /// <summary>The compilation with what was emitted, free of warnings.</summary>
    public static Compilation Generated(LanguageVersion version, params string[] sources)
    {
        Driver(version).RunGeneratorsAndUpdateCompilation(Compile(version, sources), out var compilation, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Empty(compilation.GetDiagnostics()
            .Where(static diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden && !(diagnostic.Id is "CS1591" && IsSource(diagnostic)))
            .Take(20));
        return compilation;
    }

    /// <summary>What the analyzer says of sources in which <c>[[…]]</c> marks the place.</summary>
    public static async Task<(ImmutableArray<Diagnostic> Diagnostics, string Marked)> AnalyzeAsync(string source, bool withInfo = false, LanguageVersion version = LanguageVersion.CSharp12)
    {
        var start = source.IndexOf("[[", StringComparison.Ordinal);
        var end = source.IndexOf("]]", StringComparison.Ordinal);
        var marked = start < 0 ? "" : $"{Usings.Length + start}..{Usings.Length + end - 2}";
        var text = start < 0 ? source : source.Remove(end, 2).Remove(start, 2);
        Driver(version).RunGeneratorsAndUpdateCompilation(Compile(version, text), out var compilation, out _);
        var found = await compilation.WithAnalyzers(Analyzers).GetAnalyzerDiagnosticsAsync();
        return ([.. found.Where(diagnostic => withInfo || diagnostic.Severity != DiagnosticSeverity.Info)], marked);
    }

    /// <summary>Compiles in memory and loads the result beside the real runtime.</summary>
    public static Assembly Load(params string[] sources)
    {
        using var image = new MemoryStream();
        var emitted = Generated(LanguageVersion.CSharp12, sources).Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        var context = new AssemblyLoadContext("contract", isCollectible: true);
        return context.LoadFromStream(image);
    }

    public static IReadOnlyList<IncrementalStepRunReason> Reasons(GeneratorDriverRunResult result, string stage)
        => GeneratorTest.Reasons(result, stage);

    public static void AssertNothingRan(GeneratorDriverRunResult result)
    {
        foreach (var stage in StageNames)
        {
            Assert.All(Reasons(result, stage), reason => Assert.True(GeneratorTest.IsReused(reason), $"{stage}: {reason}"));
        }

        var outputs = result.Results[0].TrackedOutputSteps.SelectMany(static steps => steps.Value).SelectMany(static step => step.Outputs);
        Assert.All(outputs, static output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    public static void AssertNoCompilerObjects(GeneratorDriverRunResult result)
    {
        var walk = new GraphWalk();
        foreach (var stage in StageNames.Where(result.Results[0].TrackedSteps.ContainsKey))
        {
            foreach (var output in result.Results[0].TrackedSteps[stage].SelectMany(static step => step.Outputs))
            {
                walk.Visit(output.Value, stage);
            }
        }

        Assert.Empty(walk.CompilerObjects);
    }

    /// <summary>The app's own lack of comments is not what is tested.</summary>
    public static bool IsSource(Diagnostic diagnostic)
        => diagnostic.Location.SourceTree?.FilePath.StartsWith("Source", StringComparison.Ordinal) == true;
}
