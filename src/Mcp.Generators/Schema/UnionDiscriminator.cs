using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>
/// Finds out what tells the cases of a union apart: the value of a member that is constant in every case, then, among cases that
/// share a value, a member that only one of them has.
/// </summary>
internal static class UnionDiscriminator
{
    /// <param name="schemas">The cases by definition name.</param>
    /// <param name="typeName">Definition name → C# name.</param>
    /// <param name="report">Called with the name of a case that nothing tells from another.</param>
    public static EquatableArray<UnionCase> Find(
        IReadOnlyDictionary<string, SchemaNode> schemas,
        Func<string, string> typeName,
        Action<string> report)
    {
        var tag = schemas.Values
            .SelectMany(static schema => schema.Properties)
            .Select(static property => property.Name)
            .Where(name => schemas.Values.All(schema => TagValues(schema, name).Length > 0))
            .OrderBy(static name => name, StringComparer.Ordinal)
            .FirstOrDefault();
        var groups = schemas.GroupBy(pair => tag is null ? "" : string.Join("|", TagValues(pair.Value, tag)));
        var cases = new List<UnionCase>();
        foreach (var group in groups.OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            foreach (var (name, present) in TellApart(group.ToDictionary(static pair => pair.Key, static pair => pair.Value), tag is not null, report))
            {
                var property = tag is null ? null : schemas[name].Property(tag);
                cases.Add(new UnionCase(
                    typeName(name),
                    tag,
                    tag is null ? EquatableArray<string>.Empty : TagValues(schemas[name], tag).ToEquatable(),
                    property is { IsRequired: false },
                    present));
            }
        }

        return cases.ToEquatable();
    }

    /// <summary>The texts that a member may have when the schema fixes them.</summary>
    private static string[] TagValues(SchemaNode schema, string member)
    {
        var value = schema.Property(member)?.Schema;
        return value switch
        {
            { Constant: { } constant } when constant[0] == '"' => new[] { constant.Trim('"') },
            { Enum.Count: > 0 } => value.Enum.ToArray(),
            _ => Array.Empty<string>(),
        };
    }

    /// <summary>Orders cases so that each can be told from those after it by a member that must be there.</summary>
    private static IEnumerable<(string Name, EquatableArray<string> Present)> TellApart(
        Dictionary<string, SchemaNode> cases, bool lastNeedsNoTest, Action<string> report)
    {
        while (cases.Count > 1 || (cases.Count == 1 && !lastNeedsNoTest))
        {
            var (name, present) = cases
                .OrderBy(static pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => (pair.Key, Present: Mark(pair.Value, cases.Values.Where(other => !ReferenceEquals(other, pair.Value)).ToList())))
                .OrderBy(static pair => pair.Present?.Rank ?? int.MaxValue)
                .ThenByDescending(pair => cases[pair.Key].Properties.Count(static property => property.IsRequired))
                .Select(static pair => (pair.Key, pair.Present?.Path))
                .First();
            if (present is null)
            {
                report(name);
                yield break;
            }

            yield return (name, present.Value);
            cases.Remove(name);
        }

        foreach (var name in cases.Keys)
        {
            yield return (name, EquatableArray<string>.Empty);
        }
    }

    /// <summary>
    /// A member that the others lack. One that the case requires is best, then one inside a member that all share, and last an
    /// optional one: without it, the value fits another case just as well.
    /// </summary>
    private static (int Rank, EquatableArray<string> Path)? Mark(SchemaNode schema, IReadOnlyList<SchemaNode> others)
    {
        var own = schema.Properties.Where(property => others.All(other => other.Property(property.Name) is null)).ToList();
        if (own.FirstOrDefault(static property => property.IsRequired) is { } required)
        {
            return (0, new[] { required.Name }.ToEquatable());
        }

        foreach (var shared in schema.Properties.Where(static property => property.IsRequired && property.Schema.Properties.Count > 0))
        {
            var nested = others.Select(other => other.Property(shared.Name)?.Schema ?? new SchemaNode()).ToList();
            if (Mark(shared.Schema, nested) is { Rank: 0 } inner)
            {
                return (1, inner.Path.Prepend(shared.Name).ToEquatable());
            }
        }

        return own.FirstOrDefault() is { } optional ? (2, new[] { optional.Name }.ToEquatable()) : null;
    }
}
