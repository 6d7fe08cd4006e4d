using System.Collections.Immutable;
using Mcp.Generators.CodeFixes;
using Mcp.Generators.Tests.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators.Tests.CodeFixes;

/// <summary>
/// Applies a fix to sources in which <c>{|ID:…|}</c> marks each diagnostic, and holds the marks against what the analyzers say, before
/// anything is mended.
/// </summary>
internal static class FixTest
{
    private static readonly CodeFixProvider[] Fixes =
    [
        .. typeof(ContractFix).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    public static IEnumerable<string> FixedIds => Fixes.SelectMany(static fix => fix.FixableDiagnosticIds);

    /// <summary>The text after the fix; with several marks after the fix of all.</summary>
    /// <param name="marked">The source.</param>
    /// <param name="files">The additional files that the analyzers see.</param>
    public static async Task<string> RunAsync(string marked, params AdditionalText[] files)
    {
        var (source, marks) = Markup.Read(marked);
        using var workspace = new AdhocWorkspace();
        var document = AddDocument(workspace, source);
        var diagnostics = await AnalyzeAsync(document, files);
        Assert.Equal(marks, diagnostics.Select(static found => (found.Id, found.Location.SourceSpan.Start - ContractTest.Usings.Length, found.Location.SourceSpan.Length)).Order());

        var fix = Fixes.Single(fix => fix.FixableDiagnosticIds.Contains(diagnostics[0].Id));
        var action = await ActionAsync(fix, document, diagnostics[0]);
        if (action is null)
        {
            return "(no fix)";
        }

        if (diagnostics.Length > 1)
        {
            var all = new FixAllContext(document, fix, FixAllScope.Document, action.EquivalenceKey, fix.FixableDiagnosticIds, new Provider(diagnostics), CancellationToken.None);
            action = await fix.GetFixAllProvider()!.GetFixAsync(all);
        }

        var operations = await action!.GetOperationsAsync(CancellationToken.None);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        return (await changed.GetTextAsync()).ToString()[ContractTest.Usings.Length..].ReplaceLineEndings("\n");
    }

    private static Document AddDocument(AdhocWorkspace workspace, string source)
    {
        var like = ContractTest.Compile(LanguageVersion.CSharp12);
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "App",
            "Generated",
            LanguageNames.CSharp,
            compilationOptions: like.Options,
            parseOptions: new CSharpParseOptions(LanguageVersion.CSharp12),
            metadataReferences: like.References));
        return workspace.AddDocument(project.Id, "App.cs", Microsoft.CodeAnalysis.Text.SourceText.From(ContractTest.Usings + source));
    }

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Document document, AdditionalText[] files)
    {
        var compilation = await document.Project.GetCompilationAsync();
        var found = await compilation!.WithAnalyzers(ContractTest.Analyzers, new AnalyzerOptions([.. files])).GetAnalyzerDiagnosticsAsync();
        var worst = found.Max(static diagnostic => diagnostic.Severity);
        return [.. found.Where(diagnostic => diagnostic.Severity == worst).OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private static async Task<CodeAction?> ActionAsync(CodeFixProvider fix, Document document, Diagnostic diagnostic)
    {
        CodeAction? action = null;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (found, _) => action = found, CancellationToken.None));
        return action;
    }

    private sealed class Provider(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
