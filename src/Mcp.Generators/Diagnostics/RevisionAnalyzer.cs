using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators.Diagnostics;

/// <summary>
/// Explains why a member or a type of a revision does not compile: the revision lacks it, and another one has it. The compiler's own error
/// stands beside it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RevisionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(ContractDescriptors.NotInRevision);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(AnalyzeMember, SyntaxKind.SimpleMemberAccessExpression);
        context.RegisterSyntaxNodeAction(AnalyzeType, SyntaxKind.QualifiedName);
    }

    private static void AnalyzeMember(SyntaxNodeAnalysisContext context)
    {
        var access = (MemberAccessExpressionSyntax)context.Node;
        if (IsKnown(context, access.Name))
        {
            return;
        }

        if (context.SemanticModel.GetSymbolInfo(access.Expression, context.CancellationToken).Symbol is INamespaceSymbol @namespace)
        {
            Report(context, access.Name, @namespace, found => found.GetTypeMembers(access.Name.Identifier.ValueText).Any());
        }
        else if (context.SemanticModel.GetTypeInfo(access.Expression, context.CancellationToken).Type is INamedTypeSymbol { ContainingNamespace: { } container } type)
        {
            Report(context, access.Name, container, found => found.GetTypeMembers(type.Name).Any(other => HasMember(other, access.Name.Identifier.ValueText)));
        }
    }

    private static void AnalyzeType(SyntaxNodeAnalysisContext context)
    {
        var name = (QualifiedNameSyntax)context.Node;
        if (!IsKnown(context, name.Right) && context.SemanticModel.GetSymbolInfo(name.Left, context.CancellationToken).Symbol is INamespaceSymbol @namespace)
        {
            Report(context, name.Right, @namespace, found => found.GetTypeMembers(name.Right.Identifier.ValueText).Any());
        }
    }

    private static void Report(SyntaxNodeAnalysisContext context, SimpleNameSyntax name, INamespaceSymbol revision, Func<INamespaceSymbol, bool> hasIt)
    {
        if (!IsRevision(revision))
        {
            return;
        }

        var others = revision.ContainingNamespace.GetNamespaceMembers().Where(IsRevision).OrderBy(static found => found.Name, StringComparer.Ordinal);
        if (others.FirstOrDefault(hasIt) is { } first)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                ContractDescriptors.NotInRevision, name.GetLocation(), name.Identifier.ValueText, $"revision {Date(revision)} lacks it, and {Date(first)} is the first that has it"));
        }
    }

    private static bool IsKnown(SyntaxNodeAnalysisContext context, SimpleNameSyntax name)
    {
        var info = context.SemanticModel.GetSymbolInfo(name, context.CancellationToken);
        return info.Symbol is not null || !info.CandidateSymbols.IsEmpty;
    }

    private static bool HasMember(INamedTypeSymbol type, string name)
        => type.GetMembers(name).Any() || type.AllInterfaces.Any(parent => parent.GetMembers(name).Any());

    private static bool IsRevision(INamespaceSymbol found)
        => found is { Name: { Length: 11 } name, ContainingNamespace: { Name: "Mcp", ContainingNamespace.IsGlobalNamespace: true } } && name[0] == 'V';

    private static string Date(INamespaceSymbol revision) => revision.Name.Substring(1).Replace('_', '-');
}
