using System.Threading;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Emit;
using Mcp.Generators.Models;
using Mcp.Generators.Schema;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mcp.Generators;

/// <summary>Schema files → the types, methods and interfaces of each revision. Wiring only.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ProtocolGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // The emitted code needs C# 12; below it there is silence here, and an analyzer says why.
        var isSupported = context.ParseOptionsProvider
            .Select(static (options, _) => options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp12 });
        var texts = context.AdditionalTextsProvider
            .Combine(isSupported)
            .Where(static pair => pair.Right)
            .Select(static (pair, _) => pair.Left);

        var files = Files(texts, SchemaFile.IsSchema)
            .WithTrackingName(TrackingNames.SchemaFiles);
        var twins = files
            .Select(static (file, _) => file.Path)
            .Collect()
            .Select(static (paths, _) => SchemaFile.FindTwins(paths))
            .WithTrackingName(TrackingNames.Twins);
        var schemas = files
            .Combine(twins)
            .Select(static (pair, cancellation) => SchemaReader.Read(pair.Left, pair.Right, cancellation))
            .WithTrackingName(TrackingNames.Schemas);
        var rules = Files(texts, SchemaFile.IsRules)
            .Collect()
            .Select(static (files, cancellation) => files.Length > 0 ? ProtocolRules.Read(files[0], cancellation) : RulesReading.None)
            .WithTrackingName(TrackingNames.Rules);
        var prose = Files(texts, SchemaFile.IsProse)
            .Collect()
            .Select(static (files, cancellation) => files.Length > 0 ? Prose.Read(files[0], cancellation) : Prose.None)
            .WithTrackingName(TrackingNames.Prose);

        var bindings = schemas
            .Where(static reading => reading.Document is not null)
            .Combine(rules.Select(static (reading, _) => reading.Rules))
            .Select(static (pair, cancellation) => SchemaBinder.Bind(pair.Left.Document!, pair.Right, cancellation))
            .WithTrackingName(TrackingNames.Bindings);

        var errors = schemas.Collect()
            .Combine(bindings.Collect())
            .Combine(rules.Combine(prose))
            .Select(static (all, _) => SchemaProblems.Of(all.Left.Left, all.Left.Right, all.Right.Left, all.Right.Right))
            .WithTrackingName(TrackingNames.SchemaErrors);
        context.RegisterSourceOutput(errors, static (output, errors) =>
        {
            foreach (var error in errors)
            {
                output.ReportDiagnostic(SchemaDescriptors.ToDiagnostic(error));
            }
        });

        var types = bindings
            .SelectMany(static (binding, _) => binding.Protocol?.Types ?? default)
            .WithTrackingName(TrackingNames.Types)
            .Combine(prose)
            .Select(static (pair, _) => pair.Right.Describe(pair.Left))
            .WithTrackingName(TrackingNames.DescribedTypes);
        context.RegisterSourceOutput(types, static (output, type) => Add(output, TypeEmitter.Emit(type)));

        var contexts = bindings
            .Where(static binding => binding.Protocol is not null)
            .Select(static (binding, _) => binding.Protocol!.Context)
            .WithTrackingName(TrackingNames.Contexts);
        context.RegisterSourceOutput(contexts, static (output, model) => Add(output, JsonContextEmitter.Emit(model)));

        var revisions = bindings
            .Where(static binding => binding.Protocol is not null)
            .Select(static (binding, _) => binding.Protocol!.Revision)
            .Combine(prose)
            .Select(static (pair, _) => pair.Right.Describe(pair.Left))
            .WithTrackingName(TrackingNames.Revisions);
        context.RegisterSourceOutput(revisions, static (output, revision) =>
        {
            foreach (var file in RevisionEmitter.Emit(revision))
            {
                Add(output, file);
            }
        });
    }

    private static IncrementalValuesProvider<SchemaFile> Files(IncrementalValuesProvider<AdditionalText> texts, System.Func<string, bool> isWanted)
        => texts
            .Where(text => isWanted(text.Path))
            .Select(static (text, cancellation) => Read(text, cancellation));

    private static SchemaFile Read(AdditionalText text, CancellationToken cancellation)
        => new(text.Path, text.GetText(cancellation)?.ToString() ?? "");

    private static void Add(SourceProductionContext output, SourceFile file)
    {
        output.CancellationToken.ThrowIfCancellationRequested();
        output.AddSource(file.HintName, file.ToSourceText());
    }
}
