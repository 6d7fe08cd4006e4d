using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>
/// C# tells <c>IShop</c> from <c>ISHOP</c>, the names of emitted files do not: two of one name would end all of our work. Of such twins all but
/// the first get a number. Pure; in nearly every project there are none.
/// </summary>
internal static class FileTwins
{
    /// <summary>The names that differ from an earlier one in the case of letters only, in order.</summary>
    public static EquatableArray<string> Among(IEnumerable<string> names)
        => names
            .Distinct(StringComparer.Ordinal)
            .GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
            .SelectMany(static twins => twins.OrderBy(static name => name, StringComparer.Ordinal).Skip(1))
            .OrderBy(static name => name, StringComparer.Ordinal)
            .ToEquatable();

    /// <summary>The name of a file, by the longest of the names that it begins with.</summary>
    public static string NameOf(string file, EquatableArray<string> twins)
    {
        var number = 0;
        var length = 0;
        for (var i = 0; i < twins.Count; i++)
        {
            var twin = twins[i];
            if (twin.Length > length && file.Length > twin.Length && file[twin.Length] == '.' && file.StartsWith(twin, StringComparison.Ordinal))
            {
                (number, length) = (i + 1, twin.Length);
            }
        }

        return number == 0 ? file : $"{file.Substring(0, length)}-{number}{file.Substring(length)}";
    }
}
