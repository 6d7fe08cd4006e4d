using System.Reflection;
using System.Text.RegularExpressions;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Tests;

/// <summary>A diagnostic is one only with everything that belongs to it: a number, a descriptor, a row of the release file and a test that names it.</summary>
public sealed partial class DiagnosticCatalogueTests
{
    private static readonly DiagnosticDescriptor[] Known =
    [
        .. typeof(DiagnosticIds).Assembly.GetTypes()
            .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(static field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(static field => (DiagnosticDescriptor)field.GetValue(null)!),
    ];

    private static readonly string[] Numbers =
    [
        .. typeof(DiagnosticIds)
            .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(static field => (string)field.GetRawConstantValue()!),
    ];

    public static TheoryData<string> Ids => [.. Numbers];

    [Fact]
    public void Each_number_is_used_once_and_by_a_descriptor()
        => Assert.Equal(Numbers.Order(), Known.Select(static descriptor => descriptor.Id).Order());

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_diagnostic_has_all_that_belongs_to_it(string id)
    {
        var descriptor = Known.Single(descriptor => descriptor.Id == id);
        Assert.Matches("^MCPG[1-9][0-9]{3}$", id);
        Assert.DoesNotMatch(@"[.!]$", descriptor.MessageFormat.ToString());

        var row = Assert.Single(Rows(), row => row[0] == id);
        Assert.Equal([id, descriptor.Category, descriptor.DefaultSeverity.ToString()], row[..3]);

        Assert.Contains(TestFiles, text => text.Contains(id, StringComparison.Ordinal));
        Assert.Contains(id, RepositoryFiles.Text(HelpLinks.PageOf(id)), StringComparison.Ordinal);
    }

    [Fact]
    public void No_row_is_left_from_a_number_that_is_gone()
        => Assert.Equal(Numbers.Length, Rows().Count());

    private static string[] TestFiles { get; } =
    [
        .. Directory.EnumerateFiles(RepositoryFiles.PathOf("tests/Mcp.Generators.Tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText),
    ];

    private static IEnumerable<string[]> Rows() => new[] { "Shipped", "Unshipped" }
        .Select(static name => RepositoryFiles.Text($"src/Mcp.Generators/AnalyzerReleases.{name}.md"))
        .SelectMany(static text => RowPattern().Matches(text))
        .Select(static match => match.Value.Split('|', StringSplitOptions.TrimEntries));

    [GeneratedRegex("^MCPG.*$", RegexOptions.Multiline)]
    private static partial Regex RowPattern();
}
