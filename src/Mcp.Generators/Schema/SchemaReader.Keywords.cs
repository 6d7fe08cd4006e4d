using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Json;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>One schema, keyword by keyword.</summary>
internal sealed partial class SchemaReader
{
    private SchemaNode ReadNode(JsonNode json) => ReadNode(json, json.Position);

    /// <param name="json">The schema.</param>
    /// <param name="position">What an error about the schema as a whole points at: the name that it stands under, where it has one.</param>
    private SchemaNode ReadNode(JsonNode json, TextPosition position)
    {
        var node = new SchemaNode { Position = position };
        if (json.Kind == JsonKind.True)
        {
            return node;
        }

        if (json.Kind != JsonKind.Object)
        {
            Report(DiagnosticIds.UnsupportedKeyword, json.Position, "(a schema must be an object)");
            return node;
        }

        var isReference = json["$ref"] is not null;
        foreach (var member in json.Members)
        {
            if (isReference && SchemaKeywords.IsStructural(member.Name))
            {
                Report(DiagnosticIds.UnsupportedKeyword, member.Position, member.Name + " beside $ref");
                continue;
            }

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
                return node with { Format = ReadFormat(value) };
            case "items":
                return node with { Items = ReadNode(value) };
            case "properties" when value.Kind == JsonKind.Object:
                return node with { Properties = ReadProperties(value, schema["required"]) };
            case "additionalProperties" when value.Kind != JsonKind.False:
                return node with { Additional = ReadNode(value) };
            case "anyOf" when value.Kind == JsonKind.Array:
                return node with { AnyOf = value.Items.Select(ReadNode).ToEquatable() };
            case "allOf" when value.Kind == JsonKind.Array:
                return node with { AllOf = value.Items.Select(ReadNode).ToEquatable() };
            case "description" when value.Kind == JsonKind.String:
                return node with { Description = CommentText.Of(value.Text) };
            case "required" when value.Kind == JsonKind.Array:
                CheckRequired(value, schema["properties"]);
                return node;
            case "propertyNames":
                // Names are text, whatever narrows them; what the schema consists of is looked at all the same.
                _ = ReadNode(value);
                return node;
            case "additionalProperties":
                // Closed for now: a later revision may add members, and a reader passes over them.
                return node;
            case var other when SchemaKeywords.IsAnnotation(other) || SchemaKeywords.IsBound(other, value.Kind):
                return node;
            default:
                Report(DiagnosticIds.UnsupportedKeyword, member.Position, member.Name);
                return node;
        }
    }

    private EquatableArray<SchemaProperty> ReadProperties(JsonNode properties, JsonNode? required)
    {
        var names = new HashSet<string>(required?.Items.Select(static item => item.Text) ?? Enumerable.Empty<string>());
        return InOrder(properties)
            .Select(member => new SchemaProperty(member.Name, ReadNode(member.Value, member.Position), names.Contains(member.Name), member.Position))
            .ToEquatable();
    }

    /// <summary>A member that is required and described nowhere would be left out of the type.</summary>
    private void CheckRequired(JsonNode required, JsonNode? properties)
    {
        foreach (var item in required.Items)
        {
            if (item.Kind != JsonKind.String || properties?[item.Text] is null)
            {
                Report(DiagnosticIds.UnsupportedKeyword, item.Position, $"required: {item.Text}, which is no property here");
            }
        }
    }

    private string ReadReference(JsonNode value)
    {
        var name = value.Text.StartsWith(_prefix, StringComparison.Ordinal) ? value.Text.Substring(_prefix.Length) : "";
        if (!_names.Contains(name))
        {
            Report(DiagnosticIds.UnresolvedReference, value.Position, value.Text);
        }

        return name;
    }

    private string ReadFormat(JsonNode value)
    {
        if (!SchemaKeywords.IsFormat(value.Text))
        {
            Warn(DiagnosticIds.UnknownFormat, value.Position, value.Text);
        }

        return value.Text;
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
}
