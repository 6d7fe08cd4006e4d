using System;
using System.Collections.Generic;
using System.Globalization;

namespace Mcp.Generators.Pins.Binding;

/// <summary>
/// The names of one scope. Who comes first keeps the plain name; who comes later takes the first of its other names that is free, and
/// only then a number. Names that differ in case alone clash as well: the names of emitted files do.
/// </summary>
internal sealed class NameTable
{
    private readonly HashSet<string> _taken;

    // Names are never given back, so a number that was taken once need not be tried again.
    private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);

    public NameTable(params string[] reserved) => _taken = new HashSet<string>(reserved, StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of a record's members: those that it has by itself are taken, and what emitted code calls its own.</summary>
    public static NameTable OfRecord(string type) => new(
        type, "Equals", "GetHashCode", "ToString", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals", "Clone", "EqualityContract", "PrintMembers", "Deconstruct",
        "Read", "Write", "AdditionalMembers", "ReaderValue", "WriterValue", "OtherValue", "AdditionalValue", "MarkValue", "SelfValue");

    /// <summary>Takes the name of a member.</summary>
    public string TakeMember(string jsonName)
    {
        var plain = PinNames.Pascal(jsonName);
        return Take(plain, PinNames.Spelled(jsonName), plain + "Value");
    }

    /// <summary>Takes the first name that is free.</summary>
    public string Take(params string[] wished) => TakeEnding("", wished);

    /// <summary>Takes the first name that is free with an ending.</summary>
    /// <returns>The name without it.</returns>
    public string TakeEnding(string ending, params string[] wished)
    {
        foreach (var name in wished)
        {
            if (_taken.Add(name + ending))
            {
                return name;
            }
        }

        var last = wished[wished.Length - 1];
        var key = last + "\0" + ending;
        for (var number = _numbers.TryGetValue(key, out var next) ? next : 2; ; number++)
        {
            var name = last + number.ToString(CultureInfo.InvariantCulture);
            if (_taken.Add(name + ending))
            {
                _numbers[key] = number + 1;
                return name;
            }
        }
    }
}
