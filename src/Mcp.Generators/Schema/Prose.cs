using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Json;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>What there is to say about types, members, values and methods: <c>schema/descriptions.json</c>, one text per name for all revisions.</summary>
internal sealed class Prose : IEquatable<Prose>
{
    private readonly string _source;
    private readonly Dictionary<string, string> _texts;

    private Prose(string source, Dictionary<string, string> texts, EquatableArray<DiagnosticInfo> errors)
    {
        _source = source;
        _texts = texts;
        Errors = errors;
    }

    public static Prose None { get; } = new("", new(), EquatableArray<DiagnosticInfo>.Empty);

    public EquatableArray<DiagnosticInfo> Errors { get; }

    public static Prose Read(SchemaFile file, CancellationToken cancellation)
    {
        var (root, error, position) = JsonParser.Parse(file.Text, cancellation);
        if (root is null)
        {
            var info = new DiagnosticInfo(DiagnosticIds.NotJson, file.Path, position, new EquatableArray<string>(new[] { error! }));
            return new Prose(file.Text, new(), new EquatableArray<DiagnosticInfo>(new[] { info }));
        }

        return new Prose(
            file.Text,
            root.Members.Where(static member => member.Value.Kind == JsonKind.String).ToDictionary(static member => member.Name, static member => member.Value.Text),
            EquatableArray<DiagnosticInfo>.Empty);
    }

    /// <summary>The type with a text wherever there is one; what the schema itself says fills the gaps.</summary>
    public TypeModel Describe(TypeModel type)
    {
        var described = type with { Documentation = Find(Naming.ProseName(type.Name)) ?? type.Documentation };
        return described switch
        {
            ObjectModel model => model with
            {
                Properties = model.Properties
                    .Select(property => property with { Documentation = Find($"{Naming.ProseName(type.Name)}.{property.JsonName}") ?? property.Documentation })
                    .ToEquatable(),
            },
            EnumModel model => model with
            {
                Values = model.Values
                    .Select(value => value with { Documentation = Find($"{Naming.ProseName(type.Name)}.{value.Text}") ?? value.Documentation })
                    .ToEquatable(),
            },
            _ => described,
        };
    }

    /// <summary>The revision with a text on every method that has one.</summary>
    public RevisionModel Describe(RevisionModel revision) => revision with
    {
        Methods = revision.Methods
            .Select(method => method with { Documentation = Find("method:" + method.JsonName) ?? method.Documentation })
            .ToEquatable(),
    };

    public bool Equals(Prose? other) => other is not null && _source == other._source;

    public override bool Equals(object? obj) => Equals(obj as Prose);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_source);

    private string? Find(string key) => _texts.TryGetValue(key, out var text) ? text : null;
}
