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
            .Distinct()
            .OrderByDescending(name => schemas.Values.SelectMany(schema => TagValues(schema, name)).Distinct().Count())
            .ThenBy(static name => name, StringComparer.Ordinal)
            .FirstOrDefault();
        var groups = schemas.Keys
            .GroupBy(name => tag is null ? "" : string.Join("|", TagValues(schemas[name], tag)))
            .OrderBy(static group => group.Key, StringComparer.Ordinal);
        var cases = new List<UnionCase>();
        foreach (var mark in groups.SelectMany(group => TellApart(schemas, group.ToList(), tag is not null, report)))
        {
            cases.Add(new UnionCase(
                typeName(mark.Case),
                tag,
                tag is null ? EquatableArray<string>.Empty : TagValues(schemas[mark.Case], tag).ToEquatable(),
                tag is not null && schemas[mark.Case].Property(tag) is { IsRequired: false },
                mark.Path));
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
    private static List<Mark> TellApart(IReadOnlyDictionary<string, SchemaNode> all, List<string> names, bool lastNeedsNoTest, Action<string> report)
    {
        var marks = new List<Mark>();
        names.Sort(StringComparer.Ordinal);
        while (names.Count > 1 || (names.Count == 1 && !lastNeedsNoTest))
        {
            Mark? best = null;
            foreach (var name in names)
            {
                var others = names.Where(other => other != name).Select(other => all[other]).ToList();
                if (MarkOf(name, all[name], others) is { } mark && (best is null || mark.IsBetterThan(best)))
                {
                    best = mark;
                }
            }

            if (best is null)
            {
                report(names[0]);
                return marks;
            }

            marks.Add(best);
            names.Remove(best.Case);
        }

        marks.AddRange(names.Select(static name => new Mark(name, 0, 0, EquatableArray<string>.Empty)));
        return marks;
    }

    /// <summary>
    /// A member that the others lack. One that the case requires is best, then one inside a member that all share, and last an
    /// optional one: without it, the value fits another case just as well.
    /// </summary>
    private static Mark? MarkOf(string name, SchemaNode schema, IReadOnlyList<SchemaNode> others)
    {
        var required = schema.Properties.Count(static property => property.IsRequired);
        var own = schema.Properties.Where(property => others.All(other => other.Property(property.Name) is null)).ToList();
        if (own.FirstOrDefault(static property => property.IsRequired) is { } certain)
        {
            return new Mark(name, 0, required, new[] { certain.Name }.ToEquatable());
        }

        foreach (var shared in schema.Properties.Where(static property => property.IsRequired && property.Schema.Properties.Count > 0))
        {
            var nested = others.Select(other => other.Property(shared.Name)?.Schema ?? new SchemaNode()).ToList();
            if (MarkOf(name, shared.Schema, nested) is { Rank: 0 } inner)
            {
                return new Mark(name, 1, required, inner.Path.Prepend(shared.Name).ToEquatable());
            }
        }

        return own.FirstOrDefault() is { } optional ? new Mark(name, 2, required, new[] { optional.Name }.ToEquatable()) : null;
    }

    /// <summary>What a case can be told by.</summary>
    private sealed class Mark(string @case, int rank, int required, EquatableArray<string> path)
    {
        public string Case { get; } = @case;

        public int Rank { get; } = rank;

        public EquatableArray<string> Path { get; } = path;

        private int Required { get; } = required;

        /// <summary>Whether to test for it first; of two optional members, the one whose case demands more.</summary>
        public bool IsBetterThan(Mark other) => Rank != other.Rank ? Rank < other.Rank : Required > other.Required;
    }
}
