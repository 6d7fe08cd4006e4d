using System;
using System.Linq;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Emit;
using Mcp.Generators.Models;
using Mcp.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mcp.Generators;

/// <summary>
/// Interfaces marked with <c>[McpClient]</c> → their implementation over any caller. Wiring only. It reports nothing: a contract that
/// cannot be implemented is passed over here, and <see cref="Diagnostics.ContractAnalyzer"/> says why.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class McpClientGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // The emitted code needs C# 12 and a runtime of its age; without them there is silence here, and an analyzer says why. It would not be
        // heard beside code that calls what an older runtime lacks.
        var contracts = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownSymbols.ClientAttribute,
                static (node, _) => node is InterfaceDeclarationSyntax && node.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp12 },
                static (found, cancellation) => IsFirst(found) && EnvironmentAnalyzer.WhyOld(found.Attributes[0].AttributeClass!) is null
                    ? ContractReader.Read((INamedTypeSymbol)found.TargetSymbol, found.SemanticModel.Compilation, null, cancellation)
                    : null)
            .Where(static contract => contract is not null)
            .Select(static (contract, _) => contract!)
            .WithTrackingName(ContractTrackingNames.Contracts);

        var chosen = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => ChosenRevision.Of(options))
            .WithTrackingName(ContractTrackingNames.ChosenRevision);
        var twins = contracts
            .Collect()
            .Select(static (all, _) => FileTwins.Among(all.SelectMany(static contract => contract.Types.Select(TypeEmitter.FileOf).Append(ContractEmitter.FileOf(contract.Client)))))
            .WithTrackingName(ContractTrackingNames.FileTwins);
        PinnedContracts.Register(context, contracts.Where(static contract => contract.Pin is not null), chosen, twins);
        var written = contracts.Where(static contract => contract.Pin is null);
        var clients = written
            .Select(static (contract, _) => contract.Client)
            .WithTrackingName(ContractTrackingNames.Clients);
        context.RegisterSourceOutput(clients.Combine(twins), static (output, client) => Add(output, ContractEmitter.Emit(client.Left), client.Right));

        var needs = written
            .Select(static (contract, _) => contract.Needs)
            .Combine(chosen)
            .Select(static (pair, _) => pair.Left with { ProtocolVersion = pair.Left.ProtocolVersion ?? pair.Right })
            .WithTrackingName(ContractTrackingNames.Needs);
        context.RegisterSourceOutput(needs.Combine(twins), static (output, contract) => Add(output, NeedsEmitter.Emit(contract.Left), contract.Right));

        var types = contracts
            .Collect()
            .SelectMany(static (all, _) => all
                .SelectMany(static contract => contract.Types)
                .GroupBy(static type => type.FullName, StringComparer.Ordinal)
                .OrderBy(static group => group.Key, StringComparer.Ordinal)
                .Select(static group => group.First()))
            .WithTrackingName(ContractTrackingNames.AppTypes);
        context.RegisterSourceOutput(types.Combine(twins), static (output, type) => Add(output, TypeEmitter.Emit(type.Left), type.Right));
    }

    /// <summary>An attribute on two parts of one interface is an error of the compiler's; two files of one name would end all of our work.</summary>
    private static bool IsFirst(GeneratorAttributeSyntaxContext found)
        => KnownSymbols.AttributeOf(found.TargetSymbol, KnownSymbols.ClientAttribute)?.ApplicationSyntaxReference is { } first
            && first.SyntaxTree == found.TargetNode.SyntaxTree && found.TargetNode.Span.Contains(first.Span);

    internal static void Add(SourceProductionContext output, SourceFile file, EquatableArray<string> twins)
    {
        output.CancellationToken.ThrowIfCancellationRequested();
        output.AddSource(FileTwins.NameOf(file.HintName, twins), file.ToSourceText());
    }
}
