using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Json;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>Types as JSON Schema, on one line. A type within itself is an object of any kind: a description, not a validator.</summary>
internal sealed class SchemaText
{
    private readonly Dictionary<string, TypeModel> _types;
    private readonly HashSet<string> _open = new();

    public SchemaText(IEnumerable<TypeModel> types)
    {
        _types = new Dictionary<string, TypeModel>();
        foreach (var type in types.Where(static type => type.Target is not null))
        {
            _types[type.FullName] = type;
        }
    }

    public string Of(TypeRef type) => type.Shape switch
    {
        TypeShape.Text => Simple("string"),
        TypeShape.Integer or TypeShape.SmallInteger => Simple("integer"),
        TypeShape.Number => Simple("number"),
        TypeShape.Boolean => Simple("boolean"),
        TypeShape.Scalar => Scalar(type.Accessor),
        TypeShape.List => $"{{\"type\":\"array\",\"items\":{Of(type.Element!)}}}",
        TypeShape.Map => $"{{\"type\":\"object\",\"additionalProperties\":{Of(type.Element!)}}}",
        TypeShape.Named when _types.TryGetValue(type.Serializer, out var model) => Of(model),
        _ => "{}",
    };

    public string Of(TypeModel model)
    {
        switch (model)
        {
            case EnumModel values:
                return $"{{\"type\":\"string\",\"enum\":[{string.Join(",", values.Values.Select(static value => JsonText.Quote(value.Text)))}]}}";
            case ObjectModel when !_open.Add(model.FullName):
                return Simple("object");
            case ObjectModel shape:
                var properties = string.Join(",", shape.Properties.Select(property => $"{JsonText.Quote(property.JsonName)}:{Of(property.Type)}"));
                var required = string.Join(",", shape.Properties
                    .Where(static property => property.Presence == Presence.Required && property.Placement is not (Placement.None or Placement.Setter))
                    .Select(static property => JsonText.Quote(property.JsonName)));
                _open.Remove(model.FullName);
                return $"{{\"type\":\"object\",\"properties\":{{{properties}}}{(required.Length == 0 ? "" : $",\"required\":[{required}]")}}}";
            default:
                return "{}";
        }
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
