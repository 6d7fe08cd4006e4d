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

/// <summary>Gives a method a CancellationToken.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class AddTokenFix() : ContractFix("Add a CancellationToken", DiagnosticIds.NoToken)
{
    private protected override void Apply(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method)
        {
            return;
        }

        var name = "cancellationToken";
        while (method.ParameterList.Parameters.Any(parameter => parameter.Identifier.ValueText == name))
        {
            name += "_";
        }

        var token = SyntaxFactory.Parameter(SyntaxFactory.Identifier(name))
            .WithType(SyntaxFactory.ParseTypeName("global::System.Threading.CancellationToken").WithAdditionalAnnotations(Simplifier.Annotation))
            .WithDefault(SyntaxFactory.EqualsValueClause(SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression)))
            .WithAdditionalAnnotations(Formatter.Annotation);
        editor.ReplaceNode(method.ParameterList, method.ParameterList.AddParameters(token).WithAdditionalAnnotations(Formatter.Annotation));
    }
}
