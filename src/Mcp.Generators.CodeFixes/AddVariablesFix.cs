using System;
using System.Linq;
using Mcp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace Mcp.Generators.CodeFixes;

/// <summary>Gives a method the parameters that its URI template asks for.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class AddVariablesFix() : ContractFix("Add the parameters of the template", DiagnosticIds.TemplateMismatch)
{
    private protected override bool CanApply(SyntaxNode node, Diagnostic diagnostic) => Missing(diagnostic).Length > 0;

    private protected override void Apply(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method || Missing(diagnostic) is not { Length: > 0 } missing)
        {
            return;
        }

        // Before what is optional, as the language wants it.
        var parameters = method.ParameterList.Parameters;
        var place = parameters.TakeWhile(static parameter => parameter.Default is null && parameter.Type?.ToString().EndsWith("CancellationToken", StringComparison.Ordinal) != true).Count();
        var added = missing.Select(static name => SyntaxFactory.Parameter(SyntaxFactory.Identifier(name))
            .WithType(SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.StringKeyword)))
            .NormalizeWhitespace());
        editor.ReplaceNode(method.ParameterList, method.ParameterList.WithParameters(parameters.InsertRange(place, added)).WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static string[] Missing(Diagnostic diagnostic)
        => diagnostic.Properties.TryGetValue(Hint, out var names) && names is { Length: > 0 } ? names.Split(',').Where(SyntaxFacts.IsValidIdentifier).ToArray() : Array.Empty<string>();
}
