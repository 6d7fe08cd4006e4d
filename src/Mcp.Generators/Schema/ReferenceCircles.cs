using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>
/// References that come back to where they started without passing the members of an object: such a schema describes nothing. A type
/// may well contain itself, as one of its members.
/// </summary>
internal static class ReferenceCircles
{
    /// <summary>The references that close a circle.</summary>
    public static IEnumerable<SchemaNode> Find(EquatableArray<SchemaDefinition> definitions)
    {
        var byName = definitions.ToDictionary(static definition => definition.Name, static definition => definition.Schema);
        var done = new HashSet<string>(RawMembers.AnyJson);
        var closing = new List<SchemaNode>();
        foreach (var definition in definitions)
        {
            Visit(definition.Name, new HashSet<string>());
        }

        return closing;

        void Visit(string name, HashSet<string> way)
        {
            if (done.Contains(name))
            {
                return;
            }

            way.Add(name);
            foreach (var reference in Direct(byName[name]))
            {
                if (way.Contains(reference.Reference!))
                {
                    closing.Add(reference);
                }
                else
                {
                    Visit(reference.Reference!, way);
                }
            }

            way.Remove(name);
            done.Add(name);
        }
    }

    private static IEnumerable<SchemaNode> Direct(SchemaNode schema)
    {
        if (schema.Reference is not null)
        {
            return new[] { schema };
        }

        var parts = schema.AnyOf.Concat(schema.AllOf);
        if (schema.Properties.Count == 0)
        {
            parts = parts.Concat(new[] { schema.Items, schema.Additional }.OfType<SchemaNode>());
        }

        return parts.SelectMany(Direct);
    }
}
