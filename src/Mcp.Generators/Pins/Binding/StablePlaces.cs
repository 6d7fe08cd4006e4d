using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Pins.Binding;

/// <summary>
/// Gives each type a place that follows from its name alone. The compiler compares the values of a stage with those of the last run place by
/// place: in a plain list a new type would move all types after it, and each of them would be emitted again.
/// </summary>
internal static class StablePlaces
{
    private const int Count = 1024;

    public static IEnumerable<EquatableArray<TypeModel>> Of(IEnumerable<TypeModel> types)
    {
        var places = types.ToLookup(static type => Place(type.Name));
        return Enumerable.Range(0, Count).Select(place => places[place].ToEquatable());
    }

    private static int Place(string name) => (int)(StableHash.Of(name) % Count);
}
