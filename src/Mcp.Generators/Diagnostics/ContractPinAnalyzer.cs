using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators.Diagnostics;

/// <summary>An analyzer that looks at each type of a project together with the project's pins, which are read once for all types.</summary>
public abstract class ContractPinAnalyzer : DiagnosticAnalyzer
{
    private protected ContractPinAnalyzer()
    {
    }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            // Below C# 12 nothing is emitted, and one diagnostic says so.
            if (start.Compilation is CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp12 })
            {
                var pins = new ContractPins(start.Options);
                start.RegisterSymbolAction(symbol => Analyze(symbol, pins), SymbolKind.NamedType);
            }
        });
    }

    private protected abstract void Analyze(SymbolAnalysisContext context, ContractPins pins);
}
