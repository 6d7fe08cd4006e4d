using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>Which types hold themselves, directly or through others, and what a schema calls them: only a reference can describe those.</summary>
internal sealed class TypeCircles
{
    private readonly Dictionary<string, TypeModel> _types;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public TypeCircles(Dictionary<string, TypeModel> types)
    {
        _types = types;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in types.Values.OfType<ObjectModel>().Where(type => Within(type).Contains(type)).OrderBy(static type => type.ValueType, StringComparer.Ordinal))
        {
            var name = Plain(type.Label);
            for (var number = 2; !taken.Add(name); number++)
            {
                name = Plain(type.Label) + number;
            }

            _names[type.FullName] = name;
        }
    }

    /// <summary>What schemas call a type that holds itself; null for any other.</summary>
    public string? NameOf(TypeModel type) => _names.TryGetValue(type.FullName, out var name) ? name : null;

    /// <summary>The types that hold themselves among those that these lead to, by name.</summary>
    public IEnumerable<KeyValuePair<string, TypeModel>> Below(IEnumerable<TypeRef> types) => _names.Count == 0
        ? Enumerable.Empty<KeyValuePair<string, TypeModel>>()
        : Reached(types)
            .Where(type => _names.ContainsKey(type.FullName))
            .Select(type => new KeyValuePair<string, TypeModel>(_names[type.FullName], type))
            .OrderBy(static entry => entry.Key, StringComparer.Ordinal);

    private HashSet<TypeModel> Within(ObjectModel type) => Reached(type.Properties.Select(static property => property.Type));

    private HashSet<TypeModel> Reached(IEnumerable<TypeRef> from)
    {
        var reached = new HashSet<TypeModel>(ByReference.Instance);
        var pending = new Queue<TypeRef>(from);
        while (pending.Count > 0)
        {
            var type = pending.Dequeue();
            if (type.Element is { } element)
            {
                pending.Enqueue(element);
            }
            else if (type.Shape == TypeShape.Named && _types.TryGetValue(type.Serializer, out var model) && reached.Add(model) && model is ObjectModel shape)
            {
                foreach (var property in shape.Properties)
                {
                    pending.Enqueue(property.Type);
                }
            }
        }

        return reached;
    }

    /// <summary>Letters and digits that stand in a reference as they are.</summary>
    private static string Plain(string name) => new(name.TrimStart('@').Select(static c => c < 128 ? c : '_').ToArray());

    /// <summary>A model is compared by all that it holds, which takes long; here each is itself only.</summary>
    private sealed class ByReference : IEqualityComparer<TypeModel>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(TypeModel? one, TypeModel? other) => ReferenceEquals(one, other);

        public int GetHashCode(TypeModel type) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(type);
    }
}
