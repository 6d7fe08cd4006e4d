using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Mcp.Bench.Generator;

/// <summary>
/// A generator that does next to nothing. Running it first loads and compiles the compiler's own driver, parser and tables, which any
/// build pays once for all its generators and which a cold figure of ours must not contain.
/// </summary>
internal sealed class ForeignGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var lengths = context.AdditionalTextsProvider
            .Combine(context.ParseOptionsProvider)
            .Where(static pair => pair.Left.Path.EndsWith(".json", StringComparison.Ordinal))
            .Select(static (pair, cancellation) => pair.Left.GetText(cancellation)!.Length)
            .WithTrackingName("Lengths");
        var all = lengths.Collect().Combine(lengths.Collect()).SelectMany(static (pair, _) => pair.Left);
        context.RegisterSourceOutput(all, static (output, length) =>
            output.AddSource($"Length{length}.g.cs", SourceText.From($"class Length{length};", System.Text.Encoding.UTF8)));
    }
}
