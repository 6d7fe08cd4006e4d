using Mcp.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mcp.Generators.Tests.Contracts;

/// <summary>What is emitted for a small contract, as a person would read it.</summary>
public sealed class ContractSnapshotTests
{
    [Fact]
    public void Two_tools()
    {
        var files = ContractTest.Run(Samples.All);

        Assert.Equal(
            ["App.IWeather.Needs.g.cs", "App.IWeather.g.cs", "Mcp.Generated.Json.Generated.App_Forecast.g.cs", "Mcp.Generated.Json.Generated.App_ForecastQuery.g.cs", "Mcp.Generated.Json.Generated.App_Unit.g.cs"],
            files.Keys.Order(StringComparer.Ordinal));
        foreach (var (hint, text) in files)
        {
            Snapshot.Verify(text, hint.Split('.')[^3]);
        }
    }

    [Fact]
    public void Every_kind_of_value()
    {
        var files = ContractTest.Run("""
            namespace App;

            public sealed record Part(string Name);

            public sealed class Everything
            {
                public Everything(string name, bool flag = true, double ratio = 1.5, Kind kind = Kind.Two) => (Name, Flag, Ratio, Kind) = (name, flag, ratio, kind);

                public string Name { get; }
                public bool Flag { get; }
                public double Ratio { get; }
                public Kind Kind { get; }
                public long? Count { get; init; }
                public required int Self { get; init; }
                public int? Maybe { get; set; }
                public int Number { get; set; } = 7;
                public string @class { get; set; } = "";
                public Part[] Parts { get; set; } = [];
                public List<List<int>> Rows { get; set; } = [];
                public Dictionary<string, Part>? ByName { get; init; }
                public IReadOnlyDictionary<string, IReadOnlyList<string>>? Groups { get; init; }
                public McpJson Any { get; set; } = McpJson.Null;
                public McpJson? Extra { get; set; }
                public Everything? Inner { get; set; }
                public string Computed => Name + Number;
                public IReadOnlyList<string> Names => [Name];
                [JsonIgnore] public Uri? Address { get; set; }
            }

            public enum Kind { One, [JsonStringEnumMemberName("zwei")] Two }

            public record struct Point(int X, int Y);

            [McpClient]
            public partial interface IAll
            {
                Task<Everything> SendAsync(Everything value, Point? point = null, IEnumerable<Point>? points = null);
            }
            """);

        Snapshot.Verify(files["Mcp.Generated.Json.Generated.App_Everything.g.cs"], "Everything");
        Snapshot.Verify(files["App.IAll.g.cs"], "IAll");
    }

    [Fact]
    public void Every_form_of_a_method()
        => Snapshot.Verify(
            ContractTest.Run("""
                namespace App;

                public sealed record Item(string Name);

                public interface IBase { Task PingAsync(); }

                [McpClient]
                public partial interface IForms : IBase
                {
                    ValueTask PlainAsync(string caller, bool write);
                    ValueTask<string> TextAsync(McpCallOptions options = default);
                    Task<McpToolResult> RawAsync(CancellationToken token, McpCallOptions? options, IProgress<McpProgress>? progress, string[]? @params = null);
                    Task<int> CountAsync();
                    ValueTask<bool> CheckAsync(int? number = null, double ratio = 0.5);
                    Task<List<Item>> ListAsync();
                    Task<McpJson> JsonAsync(McpJson? json);
                    [McpTool("list_page")] Task<string> ListAsync(int page);
                    static string Helper() => "";
                    string Name => "own";
                }
                """)["App.IForms.g.cs"],
            "IForms");

    [Fact]
    public void Every_form_of_a_stream()
        => Snapshot.Verify(
            ContractTest.Run("""
                namespace App;

                [McpClient]
                public partial interface INews
                {
                    IAsyncEnumerable<McpListChange> ChangesAsync(CancellationToken token);
                    IAsyncEnumerable<McpLogEntry> LogAsync(McpLogLevel? level = null, CancellationToken token = default);
                    [McpResource("demo://{id}{?lang}")] IAsyncEnumerable<string> UpdatesAsync(int id, string? lang, CancellationToken token);
                    [McpResource("{+uri}")] IAsyncEnumerable<string> UpdatesOf(string uri);
                }
                """)["App.INews.g.cs"],
            "INews");

    [Fact]
    public void An_interface_within_other_types()
        => Snapshot.Verify(
            ContractTest.Run("""
                namespace App.Deep
                {
                    public static partial class Outer
                    {
                        public partial record struct Middle
                        {
                            [McpClient]
                            internal partial interface IInner { Task<Inside> GoAsync(); }

                            internal sealed record Inside(string Name);
                        }
                    }
                }
                """)["App.Deep.Outer.Middle.IInner.g.cs"],
            "IInner");

    [Fact]
    public void An_interface_outside_of_any_namespace()
    {
        var files = ContractTest.Run("[McpClient] public partial interface @interface { Task<string> @event(string @class); }");

        Assert.Equal(["interface.Needs.g.cs", "interface.g.cs"], files.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_interface_without_nullable_annotations()
        => Assert.Equal(4, ContractTest.Run("""
            #nullable disable
            namespace App;

            public sealed record Item(string Name, List<string> Tags, Item Next);

            public sealed class Other { public string Name { get; set; } }

            [McpClient]
            public partial interface IOld { Task<Item> GoAsync(string text, Other other, List<string> many = null); }
            """).Count);

    [Fact]
    public void Types_of_two_contracts_are_emitted_once()
        => Assert.Equal(7, ContractTest.Run(
            [.. Samples.All, "namespace App; [McpClient] internal partial interface IOther { Task<Forecast> OtherAsync(ForecastQuery query); }"]).Count);

    [Fact]
    public void Two_assemblies_that_share_a_type_and_see_each_other_s_internals_do_not_clash()
    {
        var app = ContractTest.Generated(
            LanguageVersion.CSharp12,
            [.. Samples.All, "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Second\")]"]);
        var second = ContractTest
            .Compile(LanguageVersion.CSharp12, "[McpClient] internal partial interface ISecond { Task<App.Forecast> GoAsync(App.ForecastQuery query); }")
            .WithAssemblyName("Second")
            .AddReferences(app.ToMetadataReference());

        ContractTest.Driver().RunGeneratorsAndUpdateCompilation(second, out var compilation, out _);

        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden));
    }

    [Fact]
    public void A_fake_needs_no_members_of_its_own()
        => ContractTest.Run(
        [
            .. Samples.All,
            """
            namespace App;

            public sealed class Fake : IWeather
            {
                public Task<string> EchoAsync(string message, CancellationToken cancellationToken) => Task.FromResult(message);

                public Task<Forecast> GetForecastAsync(ForecastQuery query, IProgress<McpProgress>? progress, CancellationToken cancellationToken) => Task.FromResult(new Forecast { City = query.City, High = 1 });
            }

            public static class Use
            {
                public static IWeather Of(McpCaller caller) => caller.As<IWeather>() ?? IWeather.Over(caller);
            }
            """,
        ]);

    [Fact]
    public void Nothing_is_emitted_below_csharp_12()
        => Assert.Empty(ContractTest.Driver(LanguageVersion.CSharp11)
            .RunGenerators(ContractTest.Compile(LanguageVersion.CSharp11, Samples.Weather))
            .GetRunResult().GeneratedTrees);
}
