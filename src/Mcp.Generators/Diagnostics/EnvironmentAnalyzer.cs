using System;
using System.Collections.Immutable;
using Mcp.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators.Diagnostics;

/// <summary>Says what a project lacks for its contracts to be implemented at all.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EnvironmentAnalyzer : DiagnosticAnalyzer
{
    private const string Category = "Mcp.Environment";

    private static readonly DiagnosticDescriptor OldLanguage = new(
        DiagnosticIds.OldLanguage,
        "Language is too old",
        "'{0}' is not implemented: generated code needs C# 12, and this project compiles C# {1}; set <LangVersion>12</LangVersion> or later",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Of(DiagnosticIds.OldLanguage));

    private static readonly DiagnosticDescriptor NoRuntime = new(
        DiagnosticIds.NoRuntime,
        "Runtime is missing or old",
        "[McpClient] cannot be implemented: {0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Of(DiagnosticIds.NoRuntime));

    private static readonly Version Own = typeof(EnvironmentAnalyzer).Assembly.GetName().Version!;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(OldLanguage, NoRuntime);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.Attribute);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (attribute.Parent?.Parent is not InterfaceDeclarationSyntax contract || NameOf(attribute.Name) is not ("McpClient" or "McpClientAttribute"))
        {
            return;
        }

        if (context.Compilation.GetTypeByMetadataName(KnownSymbols.ClientAttribute) is not { } type)
        {
            context.ReportDiagnostic(Diagnostic.Create(NoRuntime, attribute.GetLocation(), "the project does not reference Mcp.Runtime"));
            return;
        }

        if (!SymbolEqualityComparer.Default.Equals(context.SemanticModel.GetTypeInfo(attribute, context.CancellationToken).Type, type))
        {
            return;
        }

        if (WhyOld(type) is { } reason)
        {
            context.ReportDiagnostic(Diagnostic.Create(NoRuntime, attribute.GetLocation(), reason));
        }

        if (context.Compilation is CSharpCompilation { LanguageVersion: < LanguageVersion.CSharp12 and var version })
        {
            context.ReportDiagnostic(Diagnostic.Create(OldLanguage, contract.Identifier.GetLocation(), contract.Identifier.ValueText, version.ToDisplayString()));
        }
    }

    /// <summary>Why generated code does not fit the runtime that an attribute comes from; null when it does.</summary>
    internal static string? WhyOld(INamedTypeSymbol attribute)
    {
        var runtime = attribute.ContainingAssembly.Identity.Version;
        return runtime < Own ? $"the referenced Mcp.Runtime is {runtime.ToString(3)}, and the generator is {Own.ToString(3)}" : null;
    }

    private static string NameOf(NameSyntax name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        _ => "",
    };
}
