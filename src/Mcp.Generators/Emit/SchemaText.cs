using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Mcp.Generators.Json;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>Types as JSON Schema, on one line. A type that holds itself stands in <c>$defs</c> and is referred to from there.</summary>
internal sealed class SchemaText
{
    private readonly Dictionary<string, TypeModel> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly TypeCircles _circles;

    public SchemaText(IEnumerable<TypeModel> types)
    {
        foreach (var type in types.Where(static type => type.Target is not null))
        {
            _types[type.FullName] = type;
        }

        _circles = new TypeCircles(_types);
    }

    /// <summary>The whole schema of a value. It says its type at its top, as servers have to, also where that type stands in <c>$defs</c> as well.</summary>
    public string Of(TypeRef type) => Whole(Model(type) is { } model ? Text(model) : Text(type), new[] { type });

    /// <summary>The whole schema of arguments.</summary>
    public string Of(ObjectModel arguments) => Whole(Text(arguments), arguments.Properties.Select(static property => property.Type));

    private string Whole(string text, IEnumerable<TypeRef> types)
    {
        var definitions = string.Join(",", _circles.Below(types).Select(entry => $"{JsonText.Quote(entry.Key)}:{Text(entry.Value)}"));
        return definitions.Length == 0 ? text : $"{text.Substring(0, text.Length - 1)},\"$defs\":{{{definitions}}}}}";
    }

    private TypeModel? Model(TypeRef type) => type.Shape == TypeShape.Named && _types.TryGetValue(type.Serializer, out var model) ? model : null;

    private string Text(TypeRef type) => type.Shape switch
    {
        TypeShape.Text => Simple("string"),
        TypeShape.Integer or TypeShape.SmallInteger => Simple("integer"),
        TypeShape.Number => Simple("number"),
        TypeShape.Boolean => Simple("boolean"),
        TypeShape.Scalar => Scalar(type.Accessor),
        TypeShape.List => $"{{\"type\":\"array\",\"items\":{Text(type.Element!)}}}",
        TypeShape.Map => $"{{\"type\":\"object\",\"additionalProperties\":{Text(type.Element!)}}}",
        TypeShape.Named when Model(type) is { } model => _circles.NameOf(model) is { } name ? $"{{\"$ref\":\"#/$defs/{name}\"}}" : Text(model),
        _ => "{}",
    };

    private string Text(TypeModel model)
    {
        if (!_texts.TryGetValue(model.FullName, out var text))
        {
            _texts[model.FullName] = text = model switch
            {
                EnumModel values => $"{{\"type\":\"string\",\"enum\":[{string.Join(",", values.Values.Select(static value => JsonText.Quote(value.Text)))}]}}",
                ObjectModel shape => Text(shape),
                _ => "{}",
            };
        }

        return text;
    }

    private string Text(ObjectModel shape)
    {
        var text = new StringBuilder("{\"type\":\"object\",\"properties\":{", 256);
        foreach (var property in shape.Properties)
        {
            text.Append(text[text.Length - 1] == '{' ? "" : ",").Append(JsonText.Quote(property.JsonName)).Append(':').Append(Text(property.Type));
        }

        text.Append('}');
        var required = ",\"required\":[";
        foreach (var property in shape.Properties.Where(static property => property.Presence == Presence.Required && property.Placement is not (Placement.None or Placement.Setter)))
        {
            text.Append(required).Append(JsonText.Quote(property.JsonName));
            required = ",";
        }

        return text.Append(required.Length == 1 ? "]}" : "}").ToString();
    }

    private static string Simple(string type) => $"{{\"type\":\"{type}\"}}";

    private static string Scalar(string accessor) => accessor switch
    {
        "Byte" or "SByte" or "Int16" or "UInt16" or "UInt32" or "UInt64" => Simple("integer"),
        "Single" or "Decimal" => Simple("number"),
        "DateTime" or "DateTimeOffset" => "{\"type\":\"string\",\"format\":\"date-time\"}",
        "DateOnly" => "{\"type\":\"string\",\"format\":\"date\"}",
        "Guid" => "{\"type\":\"string\",\"format\":\"uuid\"}",
        "Uri" => "{\"type\":\"string\",\"format\":\"uri\"}",
        "Base64" or "Memory" => "{\"type\":\"string\",\"contentEncoding\":\"base64\"}",
        "JsonElement" => "{}",
        _ => Simple("string"),
    };
}
