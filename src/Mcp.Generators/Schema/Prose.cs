using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Json;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>
/// What there is to say about types, members, values and methods, one text per name for all revisions: the protocol's own
/// <c>schema/descriptions.json</c>, and before it a project's own file of that name.
/// </summary>
internal sealed class Prose : IEquatable<Prose>
{
    private static readonly Lazy<Dictionary<string, string>> Protocol = new(static () => Texts(EmbeddedSideFiles.Read("descriptions.json")));

    private readonly string _source;
    private readonly string _path;
    private readonly Dictionary<string, string> _texts;

    private Prose(SchemaFile file, Dictionary<string, string> texts, EquatableArray<DiagnosticInfo> errors, EquatableArray<SideFileEntry> entries)
    {
        _source = file.Text;
        _path = file.Path;
        _texts = texts;
        Errors = errors;
        Entries = entries;
    }

    /// <summary>No texts besides the protocol's.</summary>
    public static Prose None { get; } = new(new SchemaFile("", ""), new(), default, default);

    public EquatableArray<DiagnosticInfo> Errors { get; }

    /// <summary>The texts that the protocol's own file does not have.</summary>
    public EquatableArray<SideFileEntry> Entries { get; }

    public static Prose Read(SchemaFile file, CancellationToken cancellation)
    {
        var (root, error, position) = JsonParser.Parse(file.Text, cancellation);
        if (root is null)
        {
            var info = new DiagnosticInfo(DiagnosticIds.NotJson, file.Path, position, new EquatableArray<string>(new[] { error! }));
            return new Prose(file, new(), new EquatableArray<DiagnosticInfo>(new[] { info }), default);
        }

        var entries = root.Members
            .Where(static member => !Protocol.Value.ContainsKey(member.Name))
            .Select(member => new SideFileEntry("", member.Name, file.Path, member.Position))
            .ToEquatable();
        return new Prose(file, Texts(root), EquatableArray<DiagnosticInfo>.Empty, entries);
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
                    .Select(property => property with { Documentation = FindMember(type.Name, property.JsonName) ?? property.Documentation })
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

    public bool Equals(Prose? other) => other is not null && _source == other._source && _path == other._path;

    public override bool Equals(object? obj) => Equals(obj as Prose);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_source);

    /// <summary>The text of a member. What stands around a message is told once, with the envelope that all messages of the kind share.</summary>
    private string? FindMember(string type, string member)
        => Find($"{Naming.ProseName(type)}.{member}") ?? (member is "id" or "method" && Naming.Envelope(type) is { } envelope ? Find($"{envelope}.{member}") : null);

    private string? Find(string key) => _texts.TryGetValue(key, out var text) || Protocol.Value.TryGetValue(key, out text) ? text : null;

    private static Dictionary<string, string> Texts(JsonNode root)
        => root.Members.Where(static member => member.Value.Kind == JsonKind.String).ToDictionary(static member => member.Name, static member => CommentText.Of(member.Value.Text));
}
