using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>Finds the results that hold a list whose items can be wrong one by one, in whatever depth: those report what was left out.</summary>
internal static class RejectableLists
{
    public static IEnumerable<TypeModel> Mark(IReadOnlyDictionary<string, TypeModel> types)
    {
        var byFullName = types.Values.ToDictionary(static type => type.FullName);
        foreach (var type in types.Values)
        {
            yield return type is ObjectModel model && model.Name.EndsWith("Result", StringComparison.Ordinal) && Leads(model, byFullName, new HashSet<string>())
                ? model with { HasRejected = true }
                : type;
        }
    }

    private static bool Leads(TypeModel type, Dictionary<string, TypeModel> types, HashSet<string> seen)
    {
        if (!seen.Add(type.FullName))
        {
            return false;
        }

        return type switch
        {
            ObjectModel model => model.Properties.Any(property => Leads(property.Type, types, seen)),
            UnionModel union => union.Cases.Any(@case => Leads(types[@case.Type], types, seen)),
            _ => false,
        };
    }

    private static bool Leads(TypeRef type, Dictionary<string, TypeModel> types, HashSet<string> seen)
        => type.IsListOfObjects
        || (type.Element is { } element && Leads(element, types, seen))
        || (type.Shape == TypeShape.Named && Leads(types[type.Name], types, seen));
}
