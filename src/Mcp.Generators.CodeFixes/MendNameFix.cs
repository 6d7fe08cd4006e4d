using System.Linq;
using Mcp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace Mcp.Generators.CodeFixes;

/// <summary>Replaces what a name cannot have.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class MendNameFix() : ContractFix("Use a name that every server takes", DiagnosticIds.OddName)
{
    private protected override bool CanApply(SyntaxNode node, Diagnostic diagnostic) => Mended(diagnostic) is not null && node is LiteralExpressionSyntax or ArgumentSyntax or AttributeArgumentSyntax or MethodDeclarationSyntax;

    private protected override void Apply(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic)
    {
        if (Mended(diagnostic) is not { } name)
        {
            return;
        }

        var literal = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name));
        if (node.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().FirstOrDefault() is { } old && node is not MethodDeclarationSyntax)
        {
            editor.ReplaceNode(old, literal.WithTriviaFrom(old));
        }
        else if (node is MethodDeclarationSyntax method)
        {
            var attribute = SyntaxFactory.Attribute(SyntaxFactory.ParseName("global::Mcp.McpTool").WithAdditionalAnnotations(Simplifier.Annotation))
                .AddArgumentListArguments(SyntaxFactory.AttributeArgument(literal));
            editor.AddAttribute(method, attribute);
        }
    }

    private static string? Mended(Diagnostic diagnostic)
        => diagnostic.Properties.TryGetValue(Hint, out var name) && name is { Length: > 0 } ? name : null;
}
