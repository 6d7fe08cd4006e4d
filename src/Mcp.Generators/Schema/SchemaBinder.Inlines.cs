using System.Collections.Generic;
using System.Linq;

namespace Mcp.Generators.Schema;

/// <summary>
/// Names for schemas that have none because they stand where they are used. The rule is the owner's name and the member's; a schema
/// that is written out several times under one member name is one type with that name alone.
/// </summary>
internal sealed partial class SchemaBinder
{
    /// <summary>Member name → the shape that it stands for wherever the member is written out.</summary>
    private readonly Dictionary<string, string> _repeated = new();

    private void FindRepeatedInlines()
    {
        var uses = _document.Definitions
            .SelectMany(static definition => Inlines(definition.Schema))
            .Where(static property => property.Name is not ("_meta" or "params"))
            .GroupBy(static property => property.Name);
        foreach (var use in uses)
        {
            var shapes = use.Select(static property => SchemaShape.Of(property.Schema)).Distinct().ToList();
            var isTaken = _definitions.TryGetValue(Naming.Pascal(use.Key), out var definition);
            var isRepeated = isTaken ? SchemaShape.Of(definition!) == shapes[0] : use.Count() > 1;
            if (shapes.Count == 1 && isRepeated)
            {
                _repeated.Add(use.Key, shapes[0]);
            }
        }
    }

    private string InlineName(SchemaProperty property, string owner)
        => property.Name == "params" ? ParamsName(owner, property.Schema)
        : _repeated.TryGetValue(property.Name, out var shape) && shape == SchemaShape.Of(property.Schema)
            ? Naming.Pascal(property.Name)
            : Naming.TypeName(owner + Naming.MemberName(property.Name));

    /// <summary>The name of inline params: that of the generic request with equal params, or the request's own.</summary>
    private string ParamsName(string definition, SchemaNode parameters)
    {
        var shape = SchemaShape.Of(parameters);
        foreach (var generic in new[] { "PaginatedRequest", "Request", "Notification" })
        {
            if (_definitions.TryGetValue(generic, out var schema)
                && schema.Property("params") is { } property
                && SchemaShape.Of(property.Schema) == shape)
            {
                return generic + "Params";
            }
        }

        return definition + "Params";
    }

    private static IEnumerable<SchemaProperty> Inlines(SchemaNode schema)
        => schema.Properties
            .SelectMany(static property => Inlines(property.Schema).Prepend(property))
            .Where(static property => property.Schema.Enum.Count > 0 || property.Schema.Properties.Count > 0);
}
