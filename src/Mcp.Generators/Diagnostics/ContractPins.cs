using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using Mcp.Generators.Json;
using Mcp.Generators.Pins;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Mcp.Generators.Diagnostics;

/// <summary>The pins of one compilation, each read once however many contracts name it.</summary>
internal sealed class ContractPins(AnalyzerOptions options)
{
    private readonly ConcurrentDictionary<string, (PinFile? File, PinProblem? Problem)> _read = new(StringComparer.Ordinal);

    /// <summary>The pin that an attribute names, or where and why there is none.</summary>
    public PinFile? Find(string pin, out string reason, out Location? place, CancellationToken cancellation)
    {
        var found = PinFiles.Find(
            options.AdditionalFiles.Select(static file => file.Path), pin, PinFiles.ProjectDirectory(options.AnalyzerConfigOptionsProvider.GlobalOptions));
        reason = found.Reason ?? "";
        place = null;
        if (found.Path is not { } path)
        {
            return null;
        }

        var (file, problem) = _read.GetOrAdd(path, path => Read(path, cancellation));
        if (problem is not null)
        {
            reason = $"line {problem.Position.Line + 1}: {problem.Text}";
            place = PlaceIn(path, problem.Position);
        }

        return file;
    }

    public static Location PlaceIn(string path, TextPosition position) => Location.Create(
        path,
        new TextSpan(position.Start, position.Length),
        new LinePositionSpan(new LinePosition(position.Line, position.Column), new LinePosition(position.EndLine, position.EndColumn)));

    /// <summary>A place in a pin as messages name it.</summary>
    public static string Name(PinFile pin, TextPosition position) => $"{PinFiles.Name(pin.Path)}({position.Line + 1})";

    private (PinFile? File, PinProblem? Problem) Read(string path, CancellationToken cancellation)
    {
        var text = options.AdditionalFiles.First(file => file.Path == path).GetText(cancellation);
        var file = PinReader.Read(path, text?.ToString() ?? "", out var problem, cancellation);
        return (file, problem);
    }
}
