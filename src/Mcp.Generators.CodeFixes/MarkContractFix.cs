using System;
using System.Linq;
using Mcp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Mcp.Generators.CodeFixes;

/// <summary>Makes the interface around a stray attribute a contract.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class MarkContractFix() : ContractFix("Mark the interface with [McpClient]", DiagnosticIds.NoContract)
{
    private protected override bool CanApply(SyntaxNode node, Diagnostic diagnostic) => node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is InterfaceDeclarationSyntax;

    private protected override void Apply(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not InterfaceDeclarationSyntax contract)
        {
            return;
        }

        editor.ReplaceNode(contract, static (current, _) =>
        {
            var declaration = (InterfaceDeclarationSyntax)current;
            if (declaration.AttributeLists.SelectMany(static list => list.Attributes).Any(static found => found.Name.ToString().EndsWith("McpClient", StringComparison.Ordinal)))
            {
                return declaration;
            }

            if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                declaration = declaration.AddModifiers(SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space));
            }

            var attribute = SyntaxFactory.Attribute(SyntaxFactory.ParseName("global::Mcp.McpClient").WithAdditionalAnnotations(Simplifier.Annotation));
            var trivia = declaration.GetLeadingTrivia();
            return declaration
                .WithoutLeadingTrivia()
                .WithAttributeLists(declaration.AttributeLists.Insert(0, SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute)).WithTrailingTrivia(SyntaxFactory.ElasticLineFeed)))
                .WithLeadingTrivia(trivia)
                .WithAdditionalAnnotations(Formatter.Annotation);
        });
    }
}
