using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mcp.Generators.Tests.Harness;

/// <summary>
/// Runs a generator the way every test must: a second time over a clone of the compilation, where nothing may be computed anew; with
/// a look through all stage values for objects of the compiler; and, when there is no error, with a compilation of what came out at
/// the highest warning level, in the oldest language version promised and in the latest.
/// </summary>
internal static class GeneratorTest
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The names of all stages.</summary>
    public static IReadOnlyList<string> StageNames { get; } =
    [
        .. typeof(TrackingNames)
            .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(static field => field.IsLiteral)
            .Select(static field => (string)field.GetRawConstantValue()!),
    ];

    /// <summary>Runs the schema generator over files and checks all that always holds.</summary>
    public static GeneratorDriverRunResult Run(params AdditionalText[] files)
    {
        var compilation = Compile(LanguageVersion.CSharp12);
        var driver = Driver(files).RunGenerators(compilation);
        var result = driver.GetRunResult();
        Assert.All(result.Results, static single => Assert.Null(single.Exception));

        var again = driver.RunGenerators(compilation.Clone()).GetRunResult();
        AssertNothingRan(again);
        AssertNoCompilerObjects(again);
        if (result.Diagnostics.IsEmpty)
        {
            AssertCompiles(files, LanguageVersion.CSharp12);
            AssertCompiles(files, LanguageVersion.Latest);
        }

        return result;
    }

    /// <summary>Runs the schema generator once and checks nothing: for a text among many that are looked at for one thing.</summary>
    public static GeneratorDriverRunResult RunOnce(params AdditionalText[] files)
        => Driver(files).RunGenerators(Compile(LanguageVersion.CSharp12)).GetRunResult();

    public static CSharpCompilation Compile(LanguageVersion version, params string[] sources)
    {
        var options = ParseOptions(version);
        return CSharpCompilation.Create(
            "Generated",
            sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, options, $"Source{index}.cs")),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));
    }

    public static GeneratorDriver Driver(IEnumerable<AdditionalText> files, LanguageVersion version = LanguageVersion.CSharp12)
        => CSharpGeneratorDriver.Create(
            [new ProtocolGenerator().AsSourceGenerator()],
            files,
            ParseOptions(version),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The reasons of a stage's values, without repetition.</summary>
    public static IReadOnlyList<IncrementalStepRunReason> Reasons(GeneratorDriverRunResult result, string stage)
        => result.Results[0].TrackedSteps.TryGetValue(stage, out var steps)
            ? [.. steps.SelectMany(static step => step.Outputs).Select(static output => output.Reason).Distinct().Order()]
            : [];

    /// <summary>Every stage and every output was taken over from the last run.</summary>
    public static void AssertNothingRan(GeneratorDriverRunResult result)
    {
        foreach (var stage in StageNames)
        {
            Assert.All(Reasons(result, stage), reason => Assert.True(IsReused(reason), $"{stage}: {reason}"));
        }

        var outputs = result.Results[0].TrackedOutputSteps.SelectMany(static steps => steps.Value).SelectMany(static step => step.Outputs);
        Assert.All(outputs, static output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    public static bool IsReused(IncrementalStepRunReason reason)
        => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    private static void AssertNoCompilerObjects(GeneratorDriverRunResult result)
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

    private static void AssertCompiles(IEnumerable<AdditionalText> files, LanguageVersion version)
    {
        Driver(files, version).RunGeneratorsAndUpdateCompilation(Compile(version), out var compilation, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden).Take(20));
    }

    private static CSharpParseOptions ParseOptions(LanguageVersion version) => new(version, DocumentationMode.Diagnose);
}
