using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Pins.Binding;

/// <summary>The types of one pinned contract, which all stand within it, and their names.</summary>
internal sealed class PinnedTypes
{
    private readonly NameTable _names;
    private readonly List<TypeModel?> _types = new();

    /// <param name="contract">The contract.</param>
    /// <param name="taken">The names of what the app has put into it.</param>
    public PinnedTypes(ClientModel contract, IEnumerable<string> taken)
    {
        Namespace = contract.FullName.Substring("global::".Length);
        Within = new EnclosingModel(contract.Namespace, contract.Containers.Append($"partial interface {Emit.Identifiers.Escape(contract.Name)}").ToEquatable());

        // Needs and Methods are files of the contract.
        _names = new NameTable(taken.Concat(new[] { contract.Name, "Over", "Describe", "Needs", "Methods", Emit.EqualityEmitter.Helper }).ToArray());
    }

    /// <summary>The contract, as the namespace of its types.</summary>
    public string Namespace { get; }

    /// <summary>What is opened around each of them.</summary>
    public EnclosingModel Within { get; }

    public IEnumerable<TypeModel> All => _types.OfType<TypeModel>();

    /// <summary>Takes the name of a method.</summary>
    /// <returns>The name without <c>Async</c>.</returns>
    public string TakeMethod(TypeName name) => _names.TakeEnding("Async", name.Plain, name.Apart);

    /// <summary>Takes the name of a type.</summary>
    public string Take(TypeName name) => _names.Take(name.Plain, name.Apart);

    /// <summary>Takes the name of a union and that of its unknown case.</summary>
    public string TakeUnion(TypeName name)
    {
        while (true)
        {
            var taken = Take(name);
            var unknown = "Unknown" + taken;
            if (_names.Take(unknown) == unknown)
            {
                return taken;
            }
        }
    }

    /// <summary>Keeps the place of a type that is being bound, so that what comes first stands first.</summary>
    public int Reserve()
    {
        _types.Add(null);
        return _types.Count - 1;
    }

    public void Add(TypeModel type) => Set(Reserve(), type);

    public void Set(int place, TypeModel type) => _types[place] = type with { Within = Within };
}
