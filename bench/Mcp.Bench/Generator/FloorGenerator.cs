using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Mcp.Bench.Generator;

/// <summary>
/// What the driver itself costs: a generator with one stage and nothing to compute, which hands over as many files as it is told. With
/// none, it is the floor of any generator; with as many as ours, the floor of any generator with that output.
/// </summary>
internal sealed class FloorGenerator(int files) : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var numbers = context.AdditionalTextsProvider.Collect().SelectMany((_, _) => Enumerable.Range(0, files));
        context.RegisterSourceOutput(numbers, static (output, number) =>
            output.AddSource($"File{number}.g.cs", SourceText.From($"class File{number};", Encoding.UTF8)));
    }
}
