using Mcp.Generators.Tests.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mcp.Generators.Tests.Pins;

/// <summary>What stands in a pinned contract beside what is emitted into it.</summary>
public sealed class PinnedPartsTests
{
    [Theory]
    [InlineData("class PaintColor;")]
    [InlineData("enum PaintColor { Red }")]
    [InlineData("const int PaintColor = 1;")]
    [InlineData("static int PaintColor => 1;")]
    [InlineData("static int PaintColor() => 1;")]
    [InlineData("static event System.Action PaintColor { add { } remove { } }")]
    [InlineData("delegate void PaintColor();")]
    [InlineData("class WeighResult; class Weigh_Result; class PaintAsync; interface Paint_Color;")]
    public void A_member_of_the_app_keeps_its_name(string member)
    {
        PinnedTest.Run(PinnedTest.Sample, $"namespace App; [McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop {{ public {member.Replace("; ", "; public ", StringComparison.Ordinal)} }}");
        PinnedTest.Run(PinnedTest.Sample, $"namespace App; public interface IBase {{ public {member.Replace("; ", "; public ", StringComparison.Ordinal)} }} [McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop : IBase;");
    }

    [Fact]
    public void A_method_of_the_app_overloads_that_of_a_tool()
        => Assert.Contains("PaintAsync(", PinnedTest.Run(
            PinnedTest.Sample,
            """
            namespace App;
            [McpClient(Pin = "shop.mcp.json")]
            public partial interface IShop
            {
                public sealed Task PaintAsync(int shade) => PaintAsync(shade > 5 ? PaintColor.Red : PaintColor.Blue);
            }
            """)["Methods"], StringComparison.Ordinal);

    /// <summary>The compiler says that it is once too many; the other contracts of the project are not to suffer for it.</summary>
    [Fact]
    public void An_attribute_on_two_parts_counts_once()
    {
        string[] sources =
        [
            "namespace App; [McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop; [McpClient] public partial interface IOther { Task GoAsync(CancellationToken token); }",
            "namespace App; [McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop;",
            "namespace App; [McpClient] public partial interface IWritten { Task GoAsync(CancellationToken token); } [McpClient] public partial interface IWritten;",
        ];

        PinnedTest.Driver(LanguageVersion.CSharp12, (PinnedTest.Path, PinnedTest.Sample))
            .RunGeneratorsAndUpdateCompilation(ContractTest.Compile(LanguageVersion.CSharp12, sources), out var compilation, out var diagnostics);

        Assert.Empty(diagnostics);
        Assert.Equal(["CS0579", "CS0579"], compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.Id));
    }
}
