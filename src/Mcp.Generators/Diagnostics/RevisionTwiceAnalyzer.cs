using System.Collections.Immutable;
using System.Linq;
using Mcp.Generators.Models;
using Mcp.Generators.Schema;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators.Diagnostics;

/// <summary>
/// Says when a project adds a revision that an assembly it references has already: every mention of its types would mean two. That takes
/// a compilation to see, which the generator never looks at.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RevisionTwiceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray.Create(SchemaDescriptors.RevisionTwice);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationAction(Analyze);
    }

    private static void Analyze(CompilationAnalysisContext context)
    {
        foreach (var path in context.Options.AdditionalFiles.Select(static file => file.Path).Where(SchemaFile.IsSchema))
        {
            var revision = SchemaFile.RevisionOf(path);
            var type = Revisions.Namespace(revision) + ".Protocol";
            var other = context.Compilation.SourceModule.ReferencedAssemblySymbols.FirstOrDefault(assembly => assembly.GetTypeByMetadataName(type) is not null);
            if (other is not null)
            {
                context.ReportDiagnostic(SchemaDescriptors.ToDiagnostic(
                    new DiagnosticInfo(DiagnosticIds.RevisionTwice, path, default, new[] { revision, other.Name }.ToEquatable())));
            }
        }
    }
}
