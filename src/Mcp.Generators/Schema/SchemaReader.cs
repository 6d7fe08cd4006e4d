using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Json;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>
/// Reads a schema.json of either dialect. The set of keywords is closed: one that is not understood would change what a
/// document means, so it is an error at its place and never ignored.
/// </summary>
internal sealed class SchemaReader
{
    private readonly SchemaFile _file;
    private readonly List<DiagnosticInfo> _errors = new();
    private readonly HashSet<string> _names = new();
    private string _prefix = "";

    private SchemaReader(SchemaFile file) => _file = file;

    public static SchemaReading Read(SchemaFile file, CancellationToken cancellation)
    {
        var reader = new SchemaReader(file);
        var document = reader.ReadDocument(cancellation);
        return reader._errors.Count > 0
            ? new SchemaReading(null, reader._errors.ToEquatable())
            : new SchemaReading(document, EquatableArray<DiagnosticInfo>.Empty);
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

        JsonNode? definitions = null;
        foreach (var member in root.Members)
        {
            switch (member.Name)
            {
                case "definitions" or "$defs" when definitions is null && member.Value.Kind == JsonKind.Object:
                    definitions = member.Value;
                    _prefix = "#/" + member.Name + "/";
                    break;
                case "$schema" or "$id" or "title" or "description" or "$comment":
                    break;
                default:
                    Report(DiagnosticIds.UnsupportedKeyword, member.Position, member.Name);
                    break;
            }
        }

        if (definitions is null)
        {
            Report(DiagnosticIds.UnsupportedKeyword, root.Position, "(neither definitions nor $defs)");
            return null;
        }

        _names.UnionWith(definitions.Members.Select(static member => member.Name));
        var read = new List<SchemaDefinition>();
        foreach (var member in definitions.Members)
        {
            cancellation.ThrowIfCancellationRequested();
            read.Add(new SchemaDefinition(member.Name, ReadNode(member.Value)));
        }

        return new SchemaDocument(_file.Path, _file.Revision, read.ToEquatable());
    }

    private SchemaNode ReadNode(JsonNode json)
    {
        if (json.Kind == JsonKind.True)
        {
            return new SchemaNode { Position = json.Position };
        }

        var node = new SchemaNode { Position = json.Position };
        if (json.Kind != JsonKind.Object)
        {
            Report(DiagnosticIds.UnsupportedKeyword, json.Position, "(a schema must be an object)");
            return node;
        }

        foreach (var member in json.Members)
        {
            node = ReadKeyword(node, member, json);
        }

        return node;
    }

    private SchemaNode ReadKeyword(SchemaNode node, JsonMember member, JsonNode schema)
    {
        var value = member.Value;
        switch (member.Name)
        {
            case "$ref" when value.Kind == JsonKind.String:
                return node with { Reference = ReadReference(value), Position = value.Position };
            case "type":
                return node with { Types = ReadTypes(member) };
            case "const" when value.Kind is JsonKind.String or JsonKind.Number:
                return node with { Constant = value.Kind == JsonKind.Number ? value.Text : JsonText.Quote(value.Text) };
            case "enum" when value.Kind == JsonKind.Array && value.Items.All(static item => item.Kind == JsonKind.String):
                return node with { Enum = value.Items.Select(static item => item.Text).ToEquatable() };
            case "format" when value.Kind == JsonKind.String:
                return node with { Format = value.Text };
            case "items" when value.Kind == JsonKind.Object:
                return node with { Items = ReadNode(value) };
            case "properties" when value.Kind == JsonKind.Object:
                return node with { Properties = ReadProperties(value, schema["required"]) };
            case "additionalProperties" when value.Kind is JsonKind.True or JsonKind.Object:
                return node with { Additional = ReadNode(value) };
            case "anyOf" when value.Kind == JsonKind.Array:
                return node with { AnyOf = value.Items.Select(ReadNode).ToEquatable() };
            case "allOf" when value.Kind == JsonKind.Array:
                return node with { AllOf = value.Items.Select(ReadNode).ToEquatable() };
            case "description" when value.Kind == JsonKind.String:
                return node with { Description = value.Text };
            case "required" when value.Kind == JsonKind.Array:
            case "maxItems" or "minimum" or "maximum" when value.Kind == JsonKind.Number:
                // Bounds are documentation: a reader that refused a value for them would fail where others go on.
                return node;
            default:
                Report(DiagnosticIds.UnsupportedKeyword, member.Position, member.Name);
                return node;
        }
    }

    private EquatableArray<SchemaProperty> ReadProperties(JsonNode properties, JsonNode? required)
    {
        var names = new HashSet<string>(required?.Items.Select(static item => item.Text) ?? Enumerable.Empty<string>());
        return properties.Members
            .Select(member => new SchemaProperty(member.Name, ReadNode(member.Value), names.Contains(member.Name)))
            .ToEquatable();
    }

    private string ReadReference(JsonNode value)
    {
        var name = value.Text.StartsWith(_prefix, System.StringComparison.Ordinal) ? value.Text.Substring(_prefix.Length) : "";
        if (!_names.Contains(name))
        {
            Report(DiagnosticIds.UnresolvedReference, value.Position, value.Text);
        }

        return name;
    }

    private SchemaTypes ReadTypes(JsonMember member)
    {
        var types = SchemaTypes.None;
        foreach (var item in member.Value.Kind == JsonKind.Array ? member.Value.Items : new[] { member.Value })
        {
            var type = item.Text switch
            {
                "null" => SchemaTypes.Null,
                "boolean" => SchemaTypes.Boolean,
                "integer" => SchemaTypes.Integer,
                "number" => SchemaTypes.Number,
                "string" => SchemaTypes.String,
                "array" => SchemaTypes.Array,
                "object" => SchemaTypes.Object,
                _ => SchemaTypes.None,
            };
            if (type == SchemaTypes.None)
            {
                Report(DiagnosticIds.UnsupportedKeyword, item.Position, "type: " + item.Text);
            }

            types |= type;
        }

        return types;
    }

    private void Report(string id, TextPosition position, string argument)
        => _errors.Add(new DiagnosticInfo(id, _file.Path, position, new EquatableArray<string>(new[] { argument })));
}
