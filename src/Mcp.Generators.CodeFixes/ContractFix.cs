using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace Mcp.Generators.CodeFixes;

/// <summary>What the fixes have in common: an edit of one document, and all of a kind at once.</summary>
public abstract class ContractFix : CodeFixProvider
{
    /// <summary>The property in which an analyzer leaves what a fix needs to know.</summary>
    private protected const string Hint = "Hint";

    private readonly string _title;

    private protected ContractFix(string title, params string[] ids)
    {
        FixableDiagnosticIds = ImmutableArray.Create(ids);
        _title = title;
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
    {
        var editor = await DocumentEditor.CreateAsync(document, context.CancellationToken).ConfigureAwait(false);
        ApplyAll(editor, diagnostics.Select(diagnostic => (NodeOf(editor.OriginalRoot, diagnostic), diagnostic)).ToList());
        return editor.GetChangedDocument();
    });

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is null || !CanApply(NodeOf(root, diagnostic), diagnostic))
            {
                continue;
            }

            context.RegisterCodeFix(
                CodeAction.Create(
                    _title,
                    async cancellation =>
                    {
                        var editor = await DocumentEditor.CreateAsync(context.Document, cancellation).ConfigureAwait(false);
                        ApplyAll(editor, new[] { (NodeOf(editor.OriginalRoot, diagnostic), diagnostic) });
                        return editor.GetChangedDocument();
                    },
                    equivalenceKey: _title),
                diagnostic);
        }
    }

    /// <summary>Whether there is something to mend at a node.</summary>
    private protected virtual bool CanApply(SyntaxNode node, Diagnostic diagnostic) => true;

    /// <summary>Mends the code at a node.</summary>
    private protected abstract void Apply(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic);

    /// <summary>Mends a document at all of its places.</summary>
    private protected virtual void ApplyAll(DocumentEditor editor, IReadOnlyList<(SyntaxNode Node, Diagnostic Diagnostic)> places)
    {
        foreach (var (node, diagnostic) in places)
        {
            Apply(editor, node, diagnostic);
        }
    }

    private static SyntaxNode NodeOf(SyntaxNode root, Diagnostic diagnostic) => root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
}
