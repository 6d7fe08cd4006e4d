using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Tests.Contracts;

/// <summary>Why a contract is not implemented, and where that is said.</summary>
public sealed class ContractAnalyzerTests
{
    [Theory]
    [InlineData("MCPG1001", "[McpClient] public interface [[IFoo]] { Task<string> GoAsync(); }")]
    [InlineData("MCPG1001", "public class Outer { [McpClient] public partial interface [[IFoo]] { Task<string> GoAsync(); } }")]
    [InlineData("MCPG1002", "[McpClient] public partial interface [[IFoo]]<T> { Task<string> GoAsync(); }")]
    [InlineData("MCPG1002", "public partial class Outer<T> { [McpClient] public partial interface [[IFoo]] { Task<string> GoAsync(); } }")]
    [InlineData("MCPG1002", "public partial class Outer { [McpClient] private partial interface [[IFoo]] { Task<string> GoAsync(); } }")]
    [InlineData("MCPG1002", "[McpClient] file partial interface [[IFoo]] { Task<string> GoAsync(); }")]
    [InlineData("MCPG1003", "[McpClient] public partial interface IFoo { string [[Name]] { get; } }")]
    [InlineData("MCPG1003", "[McpClient] public partial interface IFoo { event Action [[Changed]]; }")]
    [InlineData("MCPG1003", "[McpClient] public partial interface IFoo { static abstract Task<string> [[GoAsync]](); }")]
    [InlineData("MCPG1004", "[McpClient] public partial interface IFoo { Task<string> [[GoAsync]]<T>(); }")]
    [InlineData("MCPG1005", "[McpClient] public partial interface IFoo { [[string]] Go(); }")]
    [InlineData("MCPG1005", "[McpClient] public partial interface IFoo { [[void]] Go(); }")]
    [InlineData("MCPG1005", "[McpClient] public partial interface IFoo { [[List<string>]] Go(); }")]
    [InlineData("MCPG1005", "[McpClient] public partial interface IFoo { [[Task<string?>]] GoAsync(); }")]
    [InlineData("MCPG1005", "[McpClient] public partial interface IFoo { [[IAsyncEnumerable<string>]] GoAsync(); }")]
    [InlineData("MCPG1006", "[McpClient] public partial interface IFoo { Task<string> GoAsync(in int [[x]]); }")]
    [InlineData("MCPG2001", "[McpClient] public partial interface IFoo { Task<string> GoAsync([[Version?]] when); }")]
    [InlineData("MCPG2001", "[McpClient] public partial interface IFoo { [[Task<object>]] GoAsync(); }")]
    [InlineData("MCPG2001", "[McpClient] public partial interface IFoo { Task<string> GoAsync(McpCallOptions a, [[McpCallOptions]] b); }")]
    [InlineData("MCPG2005", "[McpClient] public partial interface IFoo { Task<string> GoAsync(string a, string [[A]]); }")]
    public async Task An_error_stands_at_its_place(string id, string source)
    {
        var (diagnostics, marked) = await ContractTest.AnalyzeAsync(source);

        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal(marked, $"{diagnostic.Location.SourceSpan.Start}..{diagnostic.Location.SourceSpan.End}");
    }

    /// <summary>What is not plain data, with the reason as it is told.</summary>
    [Theory]
    [InlineData("record T(Version When)", "'When': of the framework's types only")]
    [InlineData("record T(List<Version> Names)", "'Names': 'Version': of the framework's types only")]
    [InlineData("record T(Dictionary<int, string> Map)", "'Map': of the framework's types only")]
    [InlineData("record T([property: JsonNumberHandling(JsonNumberHandling.Strict)] int X)", "'X': emitted code would ignore its [JsonNumberHandling]")]
    [InlineData("record T([property: JsonIgnore] int X)", "'X': the constructor needs it, but it is ignored")]
    [InlineData("record T([property: JsonPropertyName(\"b\")] int A, int B)", "two of its members are called 'b' on the wire")]
    [InlineData("record T(int? X = 3)", "'X': its default value cannot be kept")]
    [InlineData("record T { public string X { get; init; } = \"a\"; }", "'X': a member that is init-only loses its initial value")]
    [InlineData("class T { private T() { } }", "it has no public constructor")]
    [InlineData("class T { public T(int a) { } }", "the constructor's parameter 'a' belongs to no property of its name and type")]
    [InlineData("class T { public T(int a) { } public T(string b) { } }", "it has several constructors; mark one with [JsonConstructor]")]
    [InlineData("class T { public string X { set { } } }", "'X': it cannot be read")]
    [InlineData("abstract class T", "it is abstract")]
    [InlineData("interface T", "it is neither a class, nor a struct, nor an enum")]
    [InlineData("class T : List<int>", "it is a collection of its own kind")]
    [InlineData("[JsonPolymorphic] class T", "emitted code would ignore its [JsonPolymorphic]")]
    [InlineData("[Flags] enum T { A = 1 }", "its values are flags")]
    [InlineData("enum T { A, B = A }", "two of its members have one value")]
    [InlineData("enum T", "it has no values")]
    public async Task A_type_that_is_not_plain_data_is_refused_with_the_reason(string declaration, string reason)
    {
        var body = declaration.EndsWith('}') ? "" : declaration.Contains("record", StringComparison.Ordinal) ? ";" : " { }";
        var type = declaration.Replace("abstract class", "public abstract class", StringComparison.Ordinal);
        var start = type.StartsWith('[') ? type.IndexOf(']', StringComparison.Ordinal) + 2 : 0;
        type = type.StartsWith("public", StringComparison.Ordinal) ? type : type.Insert(start, "public ");

        var (diagnostics, _) = await ContractTest.AnalyzeAsync($"[McpClient] public partial interface IFoo {{ Task<string> GoAsync(T value); }}\n{type}{body}");

        var diagnostic = Assert.Single(diagnostics);
        Assert.StartsWith("MCPG2", diagnostic.Id, StringComparison.Ordinal);
        Assert.Contains(reason, diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_without_a_problem_is_left_in_peace()
        => Assert.Empty((await ContractTest.AnalyzeAsync(string.Concat("namespace App { ", "[McpClient] public partial interface IFoo { Task<string> GoAsync(string a); } }"))).Diagnostics);

    [Fact]
    public async Task An_inherited_member_is_reported_at_the_contract()
    {
        var (diagnostics, marked) = await ContractTest.AnalyzeAsync("public interface IBase { int X { get; } } [McpClient] public partial interface [[IFoo]] : IBase { }");

        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal("MCPG1003", diagnostic.Id);
        Assert.Equal(marked, $"{diagnostic.Location.SourceSpan.Start}..{diagnostic.Location.SourceSpan.End}");
    }
}
