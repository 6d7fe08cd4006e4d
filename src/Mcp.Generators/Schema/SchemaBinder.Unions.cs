using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>
/// Unions. A case derives from its union, and a record derives from one type only: unions that share a case are one union, under
/// the name of the largest.
/// </summary>
internal sealed partial class SchemaBinder
{
    /// <summary>Case → its union, by definition names.</summary>
    private readonly Dictionary<string, UnionGroup> _unions = new();

    private sealed class UnionGroup
    {
        public List<string> Cases { get; } = new();

        /// <summary>The definitions that are this union or a part of it.</summary>
        public List<UnionDefinition> Definitions { get; } = new();

        public string Name { get; set; } = "";
    }

    /// <summary>A definition of a union, and how many cases it lists.</summary>
    private sealed class UnionDefinition(string name, int cases)
    {
        public string Name { get; } = name;

        public int Cases { get; } = cases;
    }

    private void FindUnions()
    {
        foreach (var definition in _document.Definitions)
        {
            if (IsAnswerOrRole(definition))
            {
                continue;
            }

            foreach (var union in UnionsIn(definition.Schema))
            {
                var cases = CaseNames(union).Distinct().ToList();
                if (cases.Count < 2 || IsAnswerOrQuestion(union))
                {
                    continue;
                }

                var group = Merge(cases);
                if (ReferenceEquals(union, definition.Schema))
                {
                    group.Definitions.Add(new UnionDefinition(definition.Name, cases.Count));
                }
            }
        }

        foreach (var group in _unions.Values.Distinct())
        {
            group.Cases.Sort(System.StringComparer.Ordinal);
            group.Definitions.Sort(static (left, right) => left.Cases != right.Cases
                ? right.Cases.CompareTo(left.Cases)
                : left.Name.Length.CompareTo(right.Name.Length));
            group.Name = Naming.MergedUnion(group.Definitions.ConvertAll(static definition => definition.Name))
                ?? group.Definitions.FirstOrDefault()?.Name ?? Naming.UnionName(group.Cases) ?? "";
        }
    }

    /// <summary>The union that a type is a case of, or null.</summary>
    private string? UnionOf(string type) => _unions.TryGetValue(type, out var group) ? group.Name : null;

    private TypeRef BindUnion(SchemaNode schema)
    {
        if (IsAnswerOrQuestion(schema))
        {
            return BindResponse(schema.AnyOf.First(static part => part.Reference is not (null or QuestionResult)).Reference!);
        }

        var cases = CaseNames(schema).ToList();
        if (cases.Count == 0 || !_unions.TryGetValue(cases[0], out var group))
        {
            // No objects to tell apart, but kinds of JSON: the value is kept as it is.
            return TypeRef.AnyJson;
        }

        var union = BindGroup(group, schema);
        return schema.AnyOf.Any(static part => part.Types == SchemaTypes.Array) ? TypeRef.OneOrManyOf(union) : union;
    }

    private TypeRef BindGroup(UnionGroup group, SchemaNode schema)
    {
        if (group.Name.Length == 0)
        {
            Report(DiagnosticIds.NameClash, schema.Position, string.Join(" | ", group.Cases));
            return TypeRef.AnyJson;
        }

        var model = new UnionModel(_namespace, group.Name);
        if (_types.ContainsKey(group.Name))
        {
            return model.Reference;
        }

        _types.Add(group.Name, model);
        foreach (var name in group.Cases)
        {
            BindDefinition(name);
        }

        var described = group.Definitions.FirstOrDefault()?.Name;
        _types[group.Name] = model with
        {
            Documentation = described is null ? null : _definitions[described].Description,
            Cases = UnionDiscriminator.Find(
                group.Cases.ToDictionary(static name => name, name => _definitions[name]),
                name => $"global::{_namespace}.{Naming.TypeName(name)}",
                name => Report(DiagnosticIds.NoDiscriminator, schema.AnyOf.FirstOrDefault(part => part.Reference == name)?.Position ?? schema.Position, name, group.Name)),
        };
        return model.Reference;
    }

    private UnionGroup Merge(List<string> cases)
    {
        var group = new UnionGroup();
        foreach (var name in cases)
        {
            if (!_unions.TryGetValue(name, out var other))
            {
                group.Cases.Add(name);
            }
            else if (!ReferenceEquals(other, group))
            {
                group.Cases.AddRange(other.Cases);
                group.Definitions.AddRange(other.Definitions);
                foreach (var moved in other.Cases)
                {
                    _unions[moved] = group;
                }
            }
        }

        foreach (var name in group.Cases)
        {
            _unions[name] = group;
        }

        return group;
    }

    /// <summary>The object definitions that an anyOf leads to, also through another union; empty when it is no union of objects.</summary>
    private IEnumerable<string> CaseNames(SchemaNode union)
    {
        foreach (var part in union.AnyOf)
        {
            if (part.Types == SchemaTypes.Array)
            {
                continue;
            }

            if (part.Reference is null || RawMembers.AnyJson.Contains(part.Reference))
            {
                yield break;
            }

            var definition = _definitions[part.Reference];
            if (definition.AnyOf.Count == 0)
            {
                yield return part.Reference;
                continue;
            }

            foreach (var name in CaseNames(definition))
            {
                yield return name;
            }
        }
    }

    private static IEnumerable<SchemaNode> UnionsIn(SchemaNode schema)
    {
        if (schema.AnyOf.Count > 0)
        {
            yield return schema;
        }

        var parts = schema.Properties.Select(static property => property.Schema)
            .Concat(new[] { schema.Items, schema.Additional }.OfType<SchemaNode>())
            .Concat(schema.AllOf)
            .Concat(schema.AnyOf);
        foreach (var union in parts.SelectMany(UnionsIn))
        {
            yield return union;
        }
    }

    /// <summary>
    /// All the answers of a side: what a result is follows from the request with its id, and nothing in it tells. Or what a side may
    /// send where that is a single message: then the message stands there a second time.
    /// </summary>
    private static bool IsAnswerOrRole(SchemaDefinition definition)
        => definition.Name is "ClientResult" or "ServerResult"
        || (definition.Name is "ClientRequest" or "ServerRequest" or "ClientNotification" or "ServerNotification" && definition.Schema.AnyOf.Count == 0);

    /// <summary>What the cases of a union without a name have in common, under the name that the union gets: it is that union.</summary>
    private bool IsBaseOfUnion(SchemaDefinition definition)
        => definition.Schema.AnyOf.Count == 0 && _unions.Values.Any(group => group.Name == definition.Name && !group.Cases.Contains(definition.Name));

    private static bool IsAnswerOrQuestion(SchemaNode union)
        => union.AnyOf.Any(static part => part.Reference == QuestionResult);
}
