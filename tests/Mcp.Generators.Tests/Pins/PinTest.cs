using System.Collections.Immutable;
using Mcp.Generators.Tests.Contracts;
using Mcp.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators.Tests.Pins;

/// <summary>Runs all analyzers over a contract that has pins.</summary>
internal static class PinTest
{
    /// <summary>What is said, in the order of places; silence about the contract itself is taken for granted.</summary>
    public static async Task<IReadOnlyList<Found>> AnalyzeAsync(string source, params (string Path, string Text)[] pins)
    {
        var files = pins.Select(static AdditionalText (pin) => new MemoryText(pin.Path, pin.Text));
        var compilation = ContractTest.Compile(LanguageVersion.CSharp12, source);
        var found = await compilation.WithAnalyzers(ContractTest.Analyzers, new AnalyzerOptions([.. files])).GetAnalyzerDiagnosticsAsync();
        return [.. found.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(static diagnostic => diagnostic.GetMessage(), StringComparer.Ordinal).Select(diagnostic => Of(diagnostic, pins))];
    }

    private static Found Of(Diagnostic diagnostic, (string Path, string Text)[] pins)
    {
        var text = diagnostic.Location.SourceTree!.ToString();
        var code = text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
        var pinned = diagnostic.AdditionalLocations.SingleOrDefault() is { } place
            ? pins.Single(pin => pin.Path == place.GetLineSpan().Path).Text.Substring(place.SourceSpan.Start, place.SourceSpan.Length)
            : "";
        return new Found(diagnostic.Id, diagnostic.Severity, code, pinned, diagnostic.GetMessage()) { Start = diagnostic.Location.SourceSpan.Start };
    }

    /// <summary>A diagnostic.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Severity">How grave it is.</param>
    /// <param name="Code">The code that it stands at.</param>
    /// <param name="Pinned">The part of the pin that it points to.</param>
    /// <param name="Message">What it says.</param>
    internal sealed record Found(string Id, DiagnosticSeverity Severity, string Code, string Pinned, string Message)
    {
        public int Start { get; init; }
    }
}
