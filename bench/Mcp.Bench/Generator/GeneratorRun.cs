using System.Diagnostics;
using System.Reflection;
using System.Text;
using Mcp.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Mcp.Bench.Generator;

/// <summary>The schema generator over the repository's schema files, driven as a compiler drives it.</summary>
internal sealed class GeneratorRun
{
    private readonly CSharpParseOptions _parse = new(LanguageVersion.CSharp12);
    private readonly AdditionalText[] _files;
    private CSharpCompilation _compilation;
    private GeneratorDriver _driver;

    public GeneratorRun(IEnumerable<AdditionalText> files, ISourceGenerator generator, bool track = false)
    {
        _files = [.. files];
        _compilation = CSharpCompilation.Create("Bench", [CSharpSyntaxTree.ParseText("class A;", _parse)]);
        _driver = CSharpGeneratorDriver.Create(
            [generator], _files, _parse, driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: track));
    }

    public GeneratorRunResult Result => _driver.GetRunResult().Results[0];

    public static ISourceGenerator NewGenerator() => new ProtocolGenerator().AsSourceGenerator();

    /// <summary>The files as the protocol project hands them over, already in memory: everything, or only some revisions.</summary>
    public static IReadOnlyList<AdditionalText> SchemaFiles(IReadOnlyCollection<string> revisions) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "schema"), "*.json", SearchOption.AllDirectories)
            .Where(path => revisions.Count == 0 || Path.GetFileName(path) != "schema.json" || revisions.Contains(Path.GetFileName(Path.GetDirectoryName(path)!)))
            .Order(StringComparer.Ordinal)
            .Select(static path => new LoadedText(path, SourceText.From(File.ReadAllText(path), Encoding.UTF8))),
    ];

    /// <summary>Runs the driver over the compilation as it is now.</summary>
    public TimeSpan Run()
    {
        long start = Stopwatch.GetTimestamp();
        _driver = _driver.RunGenerators(_compilation);
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>An edit that has nothing to do with a schema.</summary>
    public void EditElsewhere() => _compilation = _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class B;", _parse));

    /// <summary>An edit of one definition of one schema: a member gets another name, and back again.</summary>
    public void EditDefinition()
    {
        int index = Array.FindIndex(_files, static file => file.Path.EndsWith(Path.Combine("2025-03-26", "schema.json"), StringComparison.Ordinal));
        string text = _files[index].GetText()!.ToString();
        string edited = text.Contains("\"readOnlyHint\"", StringComparison.Ordinal)
            ? text.Replace("\"readOnlyHint\"", "\"readsOnlyHint\"", StringComparison.Ordinal)
            : text.Replace("\"readsOnlyHint\"", "\"readOnlyHint\"", StringComparison.Ordinal);
        var file = new LoadedText(_files[index].Path, SourceText.From(edited, Encoding.UTF8));
        _driver = _driver.ReplaceAdditionalText(_files[index], file);
        _files[index] = file;
    }

    /// <summary>Each named stage with the reasons of its values in the last run.</summary>
    public IEnumerable<(string Stage, IReadOnlyList<IncrementalStepRunReason> Reasons)> Stages()
    {
        foreach (FieldInfo field in typeof(TrackingNames).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        {
            string name = (string)field.GetRawConstantValue()!;
            yield return (name, Result.TrackedSteps.TryGetValue(name, out var steps)
                ? [.. steps.SelectMany(static step => step.Outputs).Select(static output => output.Reason).Distinct().Order()]
                : []);
        }

        yield return ("(outputs)", [.. Result.TrackedOutputSteps.SelectMany(static steps => steps.Value).SelectMany(static step => step.Outputs).Select(static output => output.Reason).Distinct().Order()]);
    }

    private sealed class LoadedText(string path, SourceText text) : AdditionalText
    {
        public override string Path { get; } = path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }
}
