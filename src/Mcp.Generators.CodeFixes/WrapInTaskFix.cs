using Mcp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace Mcp.Generators.CodeFixes;

/// <summary>Makes a method return a task of what it returned.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class WrapInTaskFix() : ContractFix("Return a task of it", DiagnosticIds.WrongReturn)
{
    private protected override bool CanApply(SyntaxNode node, Diagnostic diagnostic) => Wrapped(node) is not null;

    private protected override void Apply(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic)
    {
        if (Wrapped(node) is { } wrapped)
        {
            editor.ReplaceNode(node, wrapped.WithTriviaFrom(node));
        }
    }

    /// <summary>The task; null where another form than this is wrong about the type.</summary>
    private static TypeSyntax? Wrapped(SyntaxNode node) => node switch
    {
        PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } => Task(null),
        GenericNameSyntax { Identifier.ValueText: "Task" or "ValueTask", TypeArgumentList.Arguments: { Count: 1 } inner } task when inner[0] is NullableTypeSyntax nullable
            => task.WithTypeArgumentList(task.TypeArgumentList.WithArguments(SyntaxFactory.SingletonSeparatedList(nullable.ElementType))),
        GenericNameSyntax { Identifier.ValueText: "Task" or "ValueTask" or "IAsyncEnumerable" } or IdentifierNameSyntax { Identifier.ValueText: "Task" or "ValueTask" } => null,
        NullableTypeSyntax nullable => Task(nullable.ElementType),
        TypeSyntax type => Task(type),
        _ => null,
    };

    private static TypeSyntax Task(TypeSyntax? result)
    {
        var name = result is null ? "global::System.Threading.Tasks.Task" : $"global::System.Threading.Tasks.Task<{result.WithoutTrivia()}>";
        return SyntaxFactory.ParseTypeName(name).WithAdditionalAnnotations(Simplifier.Annotation);
    }
}
