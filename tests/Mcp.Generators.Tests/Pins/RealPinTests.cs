using Mcp.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Tests.Pins;

/// <summary>Pins of real servers generate and compile without a warning, and no analyzer has more than a hint to give.</summary>
public sealed class RealPinTests
{
    [Theory]
    [InlineData("everything", 22)]
    [InlineData("filesystem", 14)]
    [InlineData("memory", 9)]
    [InlineData("playwright", 72)]
    [InlineData("sequential-thinking", 1)]
    public async Task A_real_server_s_pin_compiles_without_a_warning(string server, int methods)
    {
        var pin = RepositoryFiles.Text($"tests/Pins/{server}.mcp.json");

        var files = PinnedTest.Run(pin);

        Assert.Equal(methods, files["Methods"].Split("Async(").Length - 1);
        Assert.DoesNotContain(await PinnedTest.AnalyzeAsync(pin, PinnedTest.Contract), static diagnostic => diagnostic.Severity > DiagnosticSeverity.Info);
    }
}
