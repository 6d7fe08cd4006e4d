using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace Mcp.Generators.CodeFixes;

/// <summary>Gives a method the name on the wire that the diagnostic brings along: in its attribute, or by one.</summary>
public abstract class NameFix : ContractFix
{
    private protected NameFix(string title, string id)
        : base(title, id)
    {
    }

    private protected sealed override bool CanApply(SyntaxNode node, Diagnostic diagnostic)
        => Better(diagnostic) is not null && Whole(node) is LiteralExpressionSyntax or ArgumentSyntax or AttributeArgumentSyntax or AttributeSyntax or MethodDeclarationSyntax;

    private protected sealed override void Apply(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic)
    {
        if (Better(diagnostic) is not { } name)
        {
            return;
        }

        var literal = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name));
        switch (Whole(node))
        {
            case MethodDeclarationSyntax method:
                editor.AddAttribute(method, WithArgument(SyntaxFactory.Attribute(SyntaxFactory.ParseName("global::Mcp.McpTool").WithAdditionalAnnotations(Simplifier.Annotation)), literal));
                break;
            case AttributeSyntax attribute:
                editor.ReplaceNode(attribute, WithArgument(attribute.WithArgumentList(null), literal));
                break;
            default:
                if (node.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().FirstOrDefault() is { } old)
                {
                    editor.ReplaceNode(old, literal.WithTriviaFrom(old));
                }

                break;
        }
    }

    /// <summary>An attribute that is only its name is found as the name.</summary>
    private static SyntaxNode Whole(SyntaxNode node) => node.Parent is AttributeSyntax attribute && attribute.Name == node ? attribute : node;

    private static AttributeSyntax WithArgument(AttributeSyntax attribute, ExpressionSyntax argument)
        => attribute.AddArgumentListArguments(SyntaxFactory.AttributeArgument(argument));

    private static string? Better(Diagnostic diagnostic)
        => diagnostic.Properties.TryGetValue(Hint, out var name) && name is { Length: > 0 } ? name : null;
}
