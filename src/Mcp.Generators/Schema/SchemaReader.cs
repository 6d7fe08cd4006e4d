using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Json;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>
/// Reads a schema.json of either dialect. The set of keywords is closed: one that is not understood would change what a
/// document means, so it is an error at its place and never ignored. Definitions and members come out in order, since the order of
/// keys means nothing in JSON and must mean nothing for the output.
/// </summary>
internal sealed partial class SchemaReader
{
    private readonly SchemaFile _file;
    private readonly List<DiagnosticInfo> _errors = new();
    private readonly List<DiagnosticInfo> _warnings = new();
    private readonly HashSet<string> _names = new();
    private string _prefix = "";

    private SchemaReader(SchemaFile file) => _file = file;

    /// <param name="file">The file.</param>
    /// <param name="twins">Files whose revision stands in another one: of these, nothing is read.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static SchemaReading Read(SchemaFile file, EquatableArray<Twin> twins, CancellationToken cancellation)
    {
        var twin = twins.FirstOrDefault(twin => twin.Path == file.Path);
        return twin is null
            ? Read(file, cancellation)
            : new SchemaReading(null, new[] { new DiagnosticInfo(DiagnosticIds.RevisionTwice, file.Path, default, new[] { file.Revision, twin.First }.ToEquatable()) }.ToEquatable());
    }

    public static SchemaReading Read(SchemaFile file, CancellationToken cancellation)
    {
        var reader = new SchemaReader(file);
        var document = reader.ReadDocument(cancellation);
        return new SchemaReading(reader._errors.Count > 0 ? null : document, reader._errors.Concat(reader._warnings).ToEquatable());
    }

    private SchemaDocument? ReadDocument(CancellationToken cancellation)
    {
        var (root, error, position) = JsonParser.Parse(_file.Text, cancellation);
        if (root is null)
        {
            Report(DiagnosticIds.NotJson, position, error!);
            return null;
        }

        if (!Revisions.IsDate(_file.Revision))
        {
            Report(DiagnosticIds.UnknownRevision, default, _file.Revision);
        }

        if (Definitions(root) is not { } definitions)
        {
            Report(DiagnosticIds.UnsupportedKeyword, root.Position, "(neither definitions nor $defs)");
            return null;
        }

        _names.UnionWith(definitions.Members.Select(static member => member.Name));
        var read = new List<SchemaDefinition>();
        foreach (var member in InOrder(definitions))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!IsTypeName(member.Name))
            {
                Report(DiagnosticIds.UnsupportedKeyword, member.Position, member.Name + " (a definition is called like a type: letters and digits, the first a capital)");
            }

            read.Add(new SchemaDefinition(member.Name, ReadNode(member.Value, member.Position)));
        }

        foreach (var circle in _errors.Count == 0 ? ReferenceCircles.Find(read.ToEquatable()) : Enumerable.Empty<SchemaNode>())
        {
            Report(DiagnosticIds.UnresolvedReference, circle.Position, _prefix + circle.Reference + " (in a circle)");
        }

        return new SchemaDocument(_file.Path, _file.Revision, read.ToEquatable());
    }

    /// <summary>The definitions of either dialect. Around them there is nothing but what identifies and describes the document.</summary>
    private JsonNode? Definitions(JsonNode root)
    {
        JsonNode? definitions = null;
        foreach (var member in root.Members)
        {
            switch (member.Name)
            {
                case "definitions" or "$defs" when definitions is null && member.Value.Kind == JsonKind.Object:
                    definitions = member.Value;
                    _prefix = "#/" + member.Name + "/";
                    break;
                case "$schema" or "$id" or "description":
                case var annotation when SchemaKeywords.IsAnnotation(annotation):
                    break;
                default:
                    Report(DiagnosticIds.UnsupportedKeyword, member.Position, member.Name);
                    break;
            }
        }

        return definitions;
    }

    private static IEnumerable<JsonMember> InOrder(JsonNode node)
        => node.Members.OrderBy(static member => member.Name, StringComparer.Ordinal);

    private static bool IsTypeName(string name)
        => name.Length > 0 && name[0] is >= 'A' and <= 'Z' && name.All(static c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');

    private void Report(string id, TextPosition position, string argument)
        => _errors.Add(new DiagnosticInfo(id, _file.Path, position, new EquatableArray<string>(new[] { argument })));

    private void Warn(string id, TextPosition position, string argument)
        => _warnings.Add(new DiagnosticInfo(id, _file.Path, position, new EquatableArray<string>(new[] { argument })));
}
