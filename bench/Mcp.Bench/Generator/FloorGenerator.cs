using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Mcp.Bench.Generator;

/// <summary>
/// What the driver itself costs: a generator with one stage and nothing to compute, which hands over files of given names. With
/// none, it is the floor of any generator; with those of ours, the floor of any generator with that output.
/// </summary>
internal sealed class FloorGenerator(IReadOnlyList<string> hintNames) : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var hints = context.AdditionalTextsProvider.Collect().SelectMany((_, _) => hintNames);
        context.RegisterSourceOutput(hints, static (output, hint) => output.AddSource(hint, SourceText.From("// nothing", Encoding.UTF8)));
    }
}
