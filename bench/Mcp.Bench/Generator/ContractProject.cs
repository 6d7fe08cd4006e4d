using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mcp.Bench.Generator;

/// <summary>An app of 300 files, five of them contracts with types of their own, in an editor. Each has a compilation of its own: what is bound in one is not bound in another.</summary>
internal sealed class ContractProject
{
    private const int Files = 300;
    private const int Contracts = 5;

    private readonly CSharpParseOptions _parse = new(LanguageVersion.CSharp12);
    private CSharpCompilation _compilation;
    private GeneratorDriver _driver;
    private int _edits;

    public ContractProject(IIncrementalGenerator generator)
    {
        IEnumerable<SyntaxTree> trees = Enumerable.Range(0, Files).Select(i => Parse(i < Contracts ? Contract(i, "forecast") : Plain(i, 0), i));
        _compilation = CSharpCompilation.Create("App", trees, References(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        _driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: _parse);
        Run();
        if (_compilation.GetDiagnostics().FirstOrDefault(static found => found is { Severity: DiagnosticSeverity.Error } && found.Id != "CS0535") is { } error)
            throw new InvalidOperationException($"The project to measure over does not compile: {error}");
    }

    /// <summary>How many sources were emitted.</summary>
    public int Sources => _driver.GetRunResult().Results[0].GeneratedSources.Length;

    /// <summary>Someone types within a method far away from any contract.</summary>
    public void EditBody() => Replace(Files - 1, Plain(Files - 1, ++_edits));

    /// <summary>One tool of one contract gets another name.</summary>
    public void EditContract() => Replace(0, Contract(0, $"forecast{++_edits % 2}"));

    public void Run() => _driver = _driver.RunGenerators(_compilation);

    private void Replace(int index, string text) => _compilation = _compilation.ReplaceSyntaxTree(_compilation.SyntaxTrees[index], Parse(text, index));

    private SyntaxTree Parse(string text, int index) => CSharpSyntaxTree.ParseText(text, _parse, $"File{index}.cs");

    private static string Plain(int index, int edit) => $$"""
        namespace App.Plain{{index % 10}};

        public sealed class Thing{{index}}
        {
            private int _count = {{index}};

            public string Name { get; set; } = "thing";

            public int Add(int more)
            {
                var sum = _count + more + {{edit}};
                _count = sum;
                return sum;
            }
        }
        """;

    private static string Contract(int index, string tool) => $$"""
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Mcp;

        namespace App;

        public sealed record Place{{index}}(string City, string? Country = null);

        public sealed record Forecast{{index}}(Place{{index}} Place, double High, double Low, List<string> Warnings, Sky{{index}} Sky = Sky{{index}}.Clear);

        public enum Sky{{index}} { Clear, Cloudy, Rain }

        [McpClient]
        public partial interface IWeather{{index}}
        {
            [McpTool("{{tool}}")]
            Task<Forecast{{index}}> ForecastAsync(Place{{index}} place, int days = 3, CancellationToken cancellationToken = default);

            Task<List<Place{{index}}>> FindPlacesAsync(string text, CancellationToken cancellationToken = default);

            ValueTask<string> DescribeAsync(Place{{index}} place, CancellationToken cancellationToken = default);

            Task<McpToolResult<Forecast{{index}}>> TryForecastAsync(string city, CancellationToken cancellationToken = default);

            [McpPrompt("plan")]
            Task<string> PlanAsync(string city, string? season = null, CancellationToken cancellationToken = default);

            [McpResource("weather://{city}/report{?lang}")]
            Task<string> ReportAsync(string city, string? lang = null, CancellationToken cancellationToken = default);
        }
        """;

    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(static path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "Mcp.Runtime.dll"))
        .Select(static path => MetadataReference.CreateFromFile(path));
}
