using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Mcp.Generators.Tests.Contracts;
using Mcp.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators.Tests.Pins;

/// <summary>Contracts without methods over pins that exist in memory only.</summary>
internal static class PinnedTest
{
    public const string Path = "/app/shop.mcp.json";

    public const string Contract = "namespace App; [McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop;";

    /// <summary>Two tools with types of their own.</summary>
    public static readonly string Sample = Pin(
        """{ "name": "paint", "description": "Paints a thing.", "inputSchema": { "type": "object", "properties": { "color": { "enum": [ "red", "blue" ] } } } }""",
        Result("weigh", """{ "type": "object", "properties": { "grams": { "type": "number" }, "parts": { "type": "array", "items": { "type": "string" } } } }"""));

    /// <summary>A pin with nothing but tools.</summary>
    public static string Pin(params string[] tools) => $$"""
        {
          "formatVersion": 1,
          "revision": "2025-06-18",
          "tools": [
            {{string.Join(",\n    ", tools)}}
          ]
        }
        """;

    /// <summary>A tool with the properties of its arguments, of which the first ones may be required.</summary>
    public static string Tool(string name, string properties, string required = "", string more = "")
        => $$"""{ "name": "{{name}}", "inputSchema": { "type": "object", "properties": { {{properties}} }, "required": [ {{required}} ]{{more}} } }""";

    /// <summary>A tool whose result has these properties.</summary>
    public static string Result(string name, string schema)
        => $$"""{ "name": "{{name}}", "inputSchema": { "type": "object" }, "outputSchema": {{schema}} }""";

    public static GeneratorDriver Driver(LanguageVersion version, params (string Path, string Text)[] pins)
        => ContractTest.Driver(version).AddAdditionalTexts([.. pins.Select(static AdditionalText (pin) => new MemoryText(pin.Path, pin.Text))]);

    /// <summary>Runs the generator twice over one pin and compiles what comes out in both language versions, without a warning.</summary>
    /// <returns>The files by what comes after the contract's name.</returns>
    public static Dictionary<string, string> Run(string pin, string contract = Contract)
    {
        var compilation = ContractTest.Compile(LanguageVersion.CSharp12, contract);
        var driver = Driver(LanguageVersion.CSharp12, (Path, pin)).RunGenerators(compilation);
        var result = driver.GetRunResult();
        Assert.All(result.Results, static single => Assert.Null(single.Exception));
        Assert.Empty(result.Diagnostics);

        var again = driver.RunGenerators(compilation.Clone()).GetRunResult();
        ContractTest.AssertNothingRan(again);
        ContractTest.AssertNoCompilerObjects(again);
        Generated(LanguageVersion.CSharp12, pin, contract);
        Generated(LanguageVersion.Latest, pin, contract);
        return result.Results[0].GeneratedSources.ToDictionary(
            static source => source.HintName.Replace("App.IShop.", "", StringComparison.Ordinal).Replace(".g.cs", "", StringComparison.Ordinal),
            static source => source.SourceText.ToString());
    }

    /// <summary>The compilation with what was emitted, free of warnings.</summary>
    public static Compilation Generated(LanguageVersion version, string pin, params string[] sources)
    {
        Driver(version, (Path, pin)).RunGeneratorsAndUpdateCompilation(ContractTest.Compile(version, sources), out var compilation, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden && !(diagnostic.Id is "CS1591" && ContractTest.IsSource(diagnostic))).Take(20));
        return compilation;
    }

    /// <summary>What the analyzers say of the compilation with what was emitted.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string pin, params string[] sources)
        => await Generated(LanguageVersion.CSharp12, pin, sources)
            .WithAnalyzers(ContractTest.Analyzers, new AnalyzerOptions([new MemoryText(Path, pin)]))
            .GetAnalyzerDiagnosticsAsync();

    /// <summary>Compiles in memory and loads the result beside the real runtime.</summary>
    public static Assembly Load(string pin, params string[] sources)
    {
        using var image = new MemoryStream();
        var emitted = Generated(LanguageVersion.CSharp12, pin, sources).Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        return new AssemblyLoadContext("pinned", isCollectible: true).LoadFromStream(image);
    }
}
