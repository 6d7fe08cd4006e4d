using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators.Tests.Contracts;

/// <summary>Each diagnostic from MCPG1007 on at its exact place, and silent on the nearest code that is right.</summary>
public sealed class DiagnosticTests
{
    private const string Revisions = """
        namespace Mcp.V2025_03_26 { public sealed class Old : IMcpJsonValue<Old> { public static Old Read(ref McpJsonReader reader) => new(); public void Write(McpJsonWriter writer) { } public int Same; } }
        namespace Mcp.V2025_06_18 { public sealed class Old { public int Same; public int Added; } public sealed class New : IMcpJsonValue<New> { public static New Read(ref McpJsonReader reader) => new(); public void Write(McpJsonWriter writer) { } } }
        """;

    [Theory]
    [InlineData("MCPG1005", "[McpClient] public partial interface IFoo { [[IAsyncEnumerable<int>]] GoAsync(); }")]
    [InlineData("MCPG1005", "[McpClient] public partial interface IFoo { [[IAsyncEnumerable<string>]] GoAsync(); }")]
    [InlineData("MCPG1005", "[McpClient] public partial interface IFoo { [McpTool(\"go\")] [[IAsyncEnumerable<McpLogEntry>]] GoAsync(); }")]
    [InlineData("MCPG1005", "[McpClient] public partial interface IFoo { [McpResource(\"a://b\")] [[IAsyncEnumerable<McpLogEntry>]] GoAsync(); }")]
    [InlineData("MCPG1005", "[McpClient] public partial interface IFoo { [McpResource(\"a://b\")] [[IAsyncEnumerable<string?>]] GoAsync(); }")]
    [InlineData("MCPG1007", "[McpClient] public partial interface IFoo { IAsyncEnumerable<McpLogEntry> GoAsync(CancellationToken [[token]], McpLogLevel level); }")]
    [InlineData("MCPG1007", "[McpClient] public partial interface IFoo { Task GoAsync(CancellationToken [[token]], int a); }")]
    [InlineData("MCPG1007", "[McpClient] public partial interface IFoo { Task GoAsync(CancellationToken a, CancellationToken [[b]]); }")]
    [InlineData("MCPG1008", "[McpClient] public partial interface IFoo { Task [[GoAsync]](int a); }")]
    [InlineData("MCPG1009", "[McpClient] public partial interface IFoo { Task GoAsync(); [McpTool(\"go\")] Task [[RunAsync]](); }")]
    [InlineData("MCPG1009", "[McpClient] public partial interface IFoo { [McpPrompt] Task<string> GoAsync(); [McpPrompt(\"go\")] Task<string> [[RunAsync]](); }")]
    [InlineData("MCPG1009", "[McpClient] public partial interface IFoo { IAsyncEnumerable<McpListChange> GoAsync(); IAsyncEnumerable<McpListChange> [[RunAsync]](); }")]
    [InlineData("MCPG1009", "[McpClient] public partial interface IFoo { [McpResource(\"a://b\")] Task<string> GoAsync(); [McpResource(\"a://b\")] Task<string> [[RunAsync]](); }")]
    [InlineData("MCPG1010", "[McpClient] public partial interface IFoo { IAsyncEnumerable<McpListChange> GoAsync(int [[a]]); }")]
    [InlineData("MCPG1010", "[McpClient] public partial interface IFoo { IAsyncEnumerable<McpLogEntry> GoAsync(McpLogLevel a, McpLogLevel [[b]]); }")]
    [InlineData("MCPG1010", "[McpClient] public partial interface IFoo { IAsyncEnumerable<McpLogEntry> GoAsync(McpCallOptions [[options]]); }")]
    [InlineData("MCPG1010", "[McpClient] public partial interface IFoo { [McpResource([[\"a://{id}\"]])] IAsyncEnumerable<string> GoAsync(); }")]
    [InlineData("MCPG1010", "[McpClient] public partial interface IFoo { [McpResource(\"a://b\")] IAsyncEnumerable<string> GoAsync(IProgress<McpProgress> [[progress]]); }")]
    [InlineData("MCPG1010", "[McpClient] public partial interface IFoo { [McpResource([[\"a://{id}\"]])] Task<string> GoAsync(); }")]
    [InlineData("MCPG1010", "[McpClient] public partial interface IFoo { [McpResource([[\"a://{id}\"]])] Task<string> GoAsync(int id, int other); }")]
    [InlineData("MCPG1010", "[McpClient] public partial interface IFoo { [McpResource([[\"a://{id*}\"]])] Task<string> GoAsync(string id); }")]
    [InlineData("MCPG1010", "[McpClient] public partial interface IFoo { [McpResource([[\"a://{id\"]])] Task<string> GoAsync(string id); }")]
    [InlineData("MCPG1010", "[McpClient] public partial interface IFoo { [McpResource([[\"a://id}\"]])] Task<string> GoAsync(); }")]
    [InlineData("MCPG1011", "[McpClient] public partial interface IFoo { [McpPrompt] Task<string> GoAsync([[int]] a); }")]
    [InlineData("MCPG1012", "[McpClient] public partial interface IFoo { [McpTool([[\"go there\"]])] Task GoAsync(); }")]
    [InlineData("MCPG1012", "[McpClient] public partial interface IFoo { [McpTool([[\"\"]])] Task GoAsync(); }")]
    [InlineData("MCPG1012", "[McpClient] public partial interface IFoo { Task [[GéAsync]](); }")]
    [InlineData("MCPG1013", "[McpClient] public partial interface IFoo { [McpTool(\"go\"), [[McpResource(\"a://b\")]]] IAsyncEnumerable<string> GoAsync(); }")]
    [InlineData("MCPG1013", "[McpClient] public partial interface IFoo { [McpTool(\"go\"), [[McpPrompt(\"go\")]]] Task<string> GoAsync(); }")]
    [InlineData("MCPG1014", "public interface IFoo { [[[McpTool(\"go\")]]] Task GoAsync(); }")]
    [InlineData("MCPG1014", "public class Foo { [[[McpResource(\"a://b\")]]] public Task<string> GoAsync() => null!; }")]
    [InlineData("MCPG1015", "[McpClient(ProtocolVersion = [[\"2025-03-27\"]])] public partial interface IFoo { Task GoAsync(); }")]
    [InlineData("MCPG1015", "class C { int M(Mcp.V2025_03_26.Old old) => old.[[Added]]; }")]
    [InlineData("MCPG1015", "class C { Mcp.V2025_03_26.[[New]]? M() => null; }")]
    [InlineData("MCPG1016", "[McpClient] public partial interface IFoo { [[Task<Mcp.V2025_06_18.New>]] GoAsync(Mcp.V2025_03_26.Old old); }")]
    [InlineData("MCPG1016", "[McpClient(ProtocolVersion = \"2025-06-18\")] public partial interface IFoo { Task GoAsync([[Mcp.V2025_03_26.Old]] old); }")]
    [InlineData("MCPG2002", "[McpClient(JsonContext = typeof(Json))] public partial interface IFoo { Task GoAsync([[object]] a); } [JsonSerializable(typeof(int))] partial class Json : JsonSerializerContext { }")]
    [InlineData("MCPG2003", "[McpClient(JsonContext = [[typeof(string)]])] public partial interface IFoo { Task GoAsync(); }")]
    [InlineData("MCPG2003", "[McpClient(JsonContext = [[typeof(Json)]])] public partial interface IFoo { Task GoAsync(); } partial class Json : JsonSerializerContext { }")]
    [InlineData("MCPG2004", "[McpClient] public partial interface IFoo { Task GoAsync([[T]] a); } public class T { [JsonConverter(typeof(int))] public int X { get; set; } }")]
    [InlineData("MCPG2004", "[McpClient] public partial interface IFoo { Task GoAsync([[T]] a); } public class T { [JsonInclude] internal int X { get; set; } }")]
    [InlineData("MCPG2004", "[McpClient] public partial interface IFoo { Task GoAsync([[T]] a); } [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)] public class T { }")]
    [InlineData("MCPG2005", "[McpClient] public partial interface IFoo { Task GoAsync([[T]] a); } public class T { public int X { get; set; } [JsonPropertyName(\"x\")] public int Y { get; set; } }")]
    [InlineData("MCPG2005", "[McpClient] public partial interface IFoo { Task GoAsync(int a, [McpName(\"a\")] int [[b]]); }")]
    [InlineData("MCPG2006", "[McpClient] public partial interface IFoo { Task GoAsync([[T]] a); } public class T { public T(int a) { } }")]
    [InlineData("MCPG2006", "[McpClient] public partial interface IFoo { Task GoAsync([[T]] a); } public class T { [JsonRequired] public int X { get; } }")]
    public async Task A_diagnostic_stands_at_its_place(string id, string source)
    {
        // The marks of the attribute that begins with a bracket are found from outside.
        var (diagnostics, marked) = await ContractTest.AnalyzeAsync(Unbracketed(source) + Revisions, withInfo: id == "MCPG1008");

        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(marked, $"{diagnostic.Location.SourceSpan.Start}..{diagnostic.Location.SourceSpan.End}");
    }

    [Theory]
    [InlineData("[McpClient] public partial interface IFoo { Task GoAsync(int a, CancellationToken token); }")]
    [InlineData("[McpClient] public partial interface IFoo { [McpTool(\"go\")] Task GoAsync(CancellationToken token); [McpPrompt(\"go\")] Task<string> RunAsync(CancellationToken token); }")]
    [InlineData("[McpClient] public partial interface IFoo { [McpResource(\"a://{id}{?a,b}\")] Task<string> GoAsync(int id, string? a, bool? b, CancellationToken token); }")]
    [InlineData("[McpClient] public partial interface IFoo { IAsyncEnumerable<McpListChange> GoAsync(CancellationToken token); IAsyncEnumerable<McpLogEntry> LogAsync(McpLogLevel level, CancellationToken token); }")]
    [InlineData("[McpClient] public partial interface IFoo { [McpResource(\"a://{id}\")] IAsyncEnumerable<string> GoAsync(int id, CancellationToken token); [McpResource(\"a://{id}\")] Task<string> ReadAsync(int id, CancellationToken token); }")]
    [InlineData("[McpClient] public partial interface IFoo { [McpResource(\"a://b\")] Task<string> GoAsync(CancellationToken token); [McpResource(\"a://b\")] Task<byte[]> BytesAsync(CancellationToken token); }")]
    [InlineData("[McpClient] public partial interface IFoo { [McpPrompt] Task<string> GoAsync(string? a, CancellationToken token); }")]
    [InlineData("[McpClient] public partial interface IFoo { [McpTool(\"a/b.c-d_e9\")] Task GoAsync(CancellationToken token); }")]
    [InlineData("public interface IBase { [McpTool(\"go\")] Task GoAsync(CancellationToken token); } [McpClient] public partial interface IFoo : IBase { }")]
    [InlineData("[McpClient(ProtocolVersion = \"2025-06-18\")] public partial interface IFoo { Task<Mcp.V2025_06_18.New> GoAsync(Mcp.V2025_06_18.New a, CancellationToken token); }")]
    [InlineData("class C { int M(Mcp.V2025_06_18.Old old) => old.Added; }")]
    [InlineData("[McpClient] public partial interface IFoo { Task GoAsync(T a, CancellationToken token); } public class T { [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonPropertyOrder(2)] public int X { get; set; } [JsonInclude] public int Y { get; set; } }")]
    [InlineData("[McpClient] public partial interface IFoo { Task GoAsync(T a, CancellationToken token); } public class T { [JsonConstructor] public T(int a) => A = a; public T(string b) { } public int A { get; } }")]
    public async Task What_is_right_is_left_in_peace(string source)
        => Assert.Empty((await ContractTest.AnalyzeAsync(source + Revisions, withInfo: true)).Diagnostics);

    [Fact]
    public async Task An_old_language_is_named_and_nothing_else_is_said()
    {
        var (diagnostics, marked) = await ContractTest.AnalyzeAsync("[McpClient] public interface [[IFoo]] { string Go(); }", version: LanguageVersion.CSharp11);

        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal("MCPG9001", diagnostic.Id);
        Assert.Contains("C# 11.0", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Equal(marked, $"{diagnostic.Location.SourceSpan.Start}..{diagnostic.Location.SourceSpan.End}");
    }

    [Fact]
    public async Task A_missing_runtime_is_named()
    {
        var compilation = ContractTest.Compile(LanguageVersion.CSharp12, "[McpClient] public partial interface IFoo { }");
        compilation = compilation.RemoveReferences(compilation.References.Where(static reference => reference.Display!.EndsWith("Mcp.Runtime.dll", StringComparison.Ordinal)));

        var diagnostic = Assert.Single(await compilation.WithAnalyzers(ContractTest.Analyzers).GetAnalyzerDiagnosticsAsync());

        Assert.Equal("MCPG9002", diagnostic.Id);
        Assert.Equal("McpClient", diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
    }

    [Fact]
    public async Task A_runtime_older_than_the_generator_is_named()
    {
        const string Old = """
            [assembly: System.Reflection.AssemblyVersion("0.0.9")]
            namespace Mcp { [AttributeUsage(AttributeTargets.Interface)] public sealed class McpClientAttribute : Attribute { } }
            """;
        var runtime = CSharpCompilation.Create("Old", [CSharpSyntaxTree.ParseText("using System;\n" + Old)], ContractTest.Compile(LanguageVersion.CSharp12).References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var compilation = ContractTest.Compile(LanguageVersion.CSharp12, "[McpClient] public partial interface IFoo { }");
        compilation = compilation
            .RemoveReferences(compilation.References.Where(static reference => reference.Display!.EndsWith("Mcp.Runtime.dll", StringComparison.Ordinal)))
            .AddReferences(runtime.ToMetadataReference());

        var diagnostic = Assert.Single(await compilation.WithAnalyzers(ContractTest.Analyzers).GetAnalyzerDiagnosticsAsync());

        Assert.Equal("MCPG9002", diagnostic.Id);
        Assert.Contains("0.0.9", diagnostic.GetMessage(), StringComparison.Ordinal);
        // Code for the newer one would not compile, and beside that a build does not hear its analyzers.
        Assert.Empty(ContractTest.Driver().RunGenerators(compilation).GetRunResult().GeneratedTrees);
    }

    /// <summary><c>[[[X]]]</c> marks the attribute within its brackets.</summary>
    private static string Unbracketed(string source) => source.Replace("[[[", "[ [[", StringComparison.Ordinal).Replace("]]]", "]] ]", StringComparison.Ordinal);
}
