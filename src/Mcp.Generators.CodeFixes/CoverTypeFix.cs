using System;
using System.Collections.Generic;
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

/// <summary>Lists a type in the contract's <c>JsonSerializerContext</c>; where the contract has none, one is written below it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class CoverTypeFix() : ContractFix(
    "List the type in a JsonSerializerContext", DiagnosticIds.NotPlainData, DiagnosticIds.NotCovered, DiagnosticIds.IgnoredAttribute)
{
    private const string Json = "global::System.Text.Json.Serialization.";

    private protected override bool CanApply(SyntaxNode node, Diagnostic diagnostic)
        => node is TypeSyntax
            && node.FirstAncestorOrSelf<InterfaceDeclarationSyntax>() is { } contract
            && MarkOf(contract) is { } mark
            && (ContextOf(mark) is not { } context || Declaration(node.SyntaxTree.GetRoot(), context) is not null);

    private protected override void Apply(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic) => ApplyAll(editor, new[] { (node, diagnostic) });

    private protected override void ApplyAll(DocumentEditor editor, IReadOnlyList<(SyntaxNode Node, Diagnostic Diagnostic)> places)
    {
        foreach (var group in places.Where(place => CanApply(place.Node, place.Diagnostic)).GroupBy(static place => place.Node.FirstAncestorOrSelf<InterfaceDeclarationSyntax>()!))
        {
            var types = group.Select(static place => Unwrapped((TypeSyntax)place.Node).WithoutTrivia()).GroupBy(static type => type.ToString()).Select(static same => same.First()).ToList();
            var mark = MarkOf(group.Key)!;
            if (ContextOf(mark) is { } context)
            {
                foreach (var type in types)
                {
                    editor.AddAttribute(Declaration(editor.OriginalRoot, context)!, Serializable(type));
                }
            }
            else
            {
                AddContext(editor, group.Key, mark, types);
            }
        }
    }

    private static void AddContext(DocumentEditor editor, InterfaceDeclarationSyntax contract, AttributeSyntax mark, List<TypeSyntax> types)
    {
        var name = contract.Identifier.ValueText.TrimStart('I') + "Json";
        var lists = string.Concat(types.Select(static type => $"[{Json}JsonSerializable(typeof({type}))]\n"));
        var context = SyntaxFactory.ParseMemberDeclaration(
            $"\n[{Json}JsonSourceGenerationOptions(PropertyNamingPolicy = {Json}JsonKnownNamingPolicy.CamelCase)]\n{lists}internal sealed partial class {name} : {Json}JsonSerializerContext\n{{\n}}\n")!;
        var argument = SyntaxFactory.AttributeArgument(
            SyntaxFactory.NameEquals("JsonContext"), null, SyntaxFactory.TypeOfExpression(SyntaxFactory.IdentifierName(name))).NormalizeWhitespace();
        editor.InsertAfter(contract, context.WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation));
        editor.ReplaceNode(mark, mark.AddArgumentListArguments(argument));
    }

    private static AttributeSyntax Serializable(TypeSyntax type)
        => SyntaxFactory.Attribute(SyntaxFactory.ParseName(Json + "JsonSerializable").WithAdditionalAnnotations(Simplifier.Annotation))
            .AddArgumentListArguments(SyntaxFactory.AttributeArgument(SyntaxFactory.TypeOfExpression(type)));

    private static AttributeSyntax? MarkOf(InterfaceDeclarationSyntax contract)
        => contract.AttributeLists.SelectMany(static list => list.Attributes).FirstOrDefault(static found =>
            found.Name.ToString() is var name && (name.EndsWith("McpClient", StringComparison.Ordinal) || name.EndsWith("McpClientAttribute", StringComparison.Ordinal)));

    /// <summary>The name of the context that the contract has.</summary>
    private static string? ContextOf(AttributeSyntax mark)
        => mark.ArgumentList?.Arguments.FirstOrDefault(static argument => argument.NameEquals?.Name.Identifier.ValueText == "JsonContext")?.Expression is TypeOfExpressionSyntax found
            ? found.Type.ToString().Split('.').Last()
            : null;

    /// <summary>The context's declaration, if it stands in the same file.</summary>
    private static ClassDeclarationSyntax? Declaration(SyntaxNode root, string name)
        => root.DescendantNodes().OfType<ClassDeclarationSyntax>().FirstOrDefault(found => found.Identifier.ValueText == name);

    /// <summary>What is sent or read, without the task and the like around it.</summary>
    private static TypeSyntax Unwrapped(TypeSyntax type) => type switch
    {
        NullableTypeSyntax nullable => nullable.ElementType,
        GenericNameSyntax { Identifier.ValueText: "Task" or "ValueTask" or "McpToolResult", TypeArgumentList.Arguments: { Count: 1 } inner } => Unwrapped(inner[0]),
        QualifiedNameSyntax { Right: GenericNameSyntax generic } => Unwrapped(generic) is var found && found != generic ? found : type,
        _ => type,
    };
}
