using System.Linq;
using Mcp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace Mcp.Generators.CodeFixes;

/// <summary>Moves a CancellationToken to the end, and takes a second one away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class MoveTokenFix() : ContractFix("Have one CancellationToken, at the end", DiagnosticIds.TokenPlace)
{
    private protected override void Apply(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<ParameterSyntax>() is not { Parent: ParameterListSyntax list } token)
        {
            return;
        }

        var others = list.Parameters.Where(parameter => parameter != token).ToList();
        var isSecond = others.Any(parameter => parameter.Type is { } type && type.IsEquivalentTo(token.Type!) && parameter.SpanStart < token.SpanStart);

        // Behind optional parameters it must be optional as well.
        var last = others.LastOrDefault()?.Default is not null && token.Default is null
            ? token.WithDefault(SyntaxFactory.EqualsValueClause(SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression)))
            : token;
        var parameters = isSecond ? others : others.Concat(new[] { last });
        editor.ReplaceNode(list, list.WithParameters(SyntaxFactory.SeparatedList(parameters.Select(static parameter => parameter.WithoutTrivia()))).WithAdditionalAnnotations(Formatter.Annotation));
    }
}
