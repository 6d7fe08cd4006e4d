using Mcp.Generators.Emit;
using Mcp.Generators.Tests.Pins;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mcp.Generators.Tests.Contracts;

/// <summary>Names that only the case of their letters tells apart, which file names do not.</summary>
public sealed class FileTwinsTests
{
    [Fact]
    public void Contracts_and_types_whose_names_differ_in_case_stand_in_files_of_their_own()
    {
        var files = ContractTest.Run("""
            namespace App;
            public sealed record Item(string Name);
            public sealed record ITEM(int Number);
            [McpClient] public partial interface IShop { Task<Item> FirstAsync(CancellationToken token); }
            [McpClient] public partial interface ISHOP { Task<ITEM> FirstAsync(CancellationToken token); }
            [McpClient] public partial interface IShOP { Task FirstAsync(CancellationToken token); }
            """);

        Assert.Equal(files.Count, files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(3, files.Count(static file => file.Value.Contains("IMcpContract<", StringComparison.Ordinal)));
    }

    [Fact]
    public void So_do_pinned_ones()
    {
        PinnedTest.Driver(LanguageVersion.CSharp12, (PinnedTest.Path, PinnedTest.Sample))
            .RunGeneratorsAndUpdateCompilation(
                ContractTest.Compile(LanguageVersion.CSharp12, """
                    namespace App;
                    [McpClient(Pin = "shop.mcp.json")] public partial interface IShop;
                    [McpClient(Pin = "shop.mcp.json")] public partial interface ISHOP;
                    """),
                out var compilation,
                out var diagnostics);

        Assert.Empty(diagnostics);
        Assert.DoesNotContain(compilation.GetDiagnostics(), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("A.ISHOP.g.cs", "A.ISHOP.g.cs")]
    [InlineData("A.IShop.g.cs", "A.IShop-2.g.cs")]
    [InlineData("A.IShop.Item.g.cs", "A.IShop-2.Item.g.cs")]
    [InlineData("A.IShop.item.g.cs", "A.IShop.item-3.g.cs")]
    [InlineData("A.IShopper.g.cs", "A.IShopper.g.cs")]
    public void A_file_is_named_by_the_longest_twin_that_it_begins_with(string file, string name)
        => Assert.Equal(name, FileTwins.NameOf(file, FileTwins.Among(["A.IShop", "A.ISHOP", "A.IShop", "A.IShop.Item", "A.IShop.item", "A.Alone", "A.IShOp"])));
}
