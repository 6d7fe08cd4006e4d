using System;
using System.Globalization;

namespace Mcp.Generators.Schema;

/// <summary>Names of revisions: a date, and the namespace made of it.</summary>
internal static class Revisions
{
    public static bool IsDate(string revision)
        => DateTime.TryParseExact(revision, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    public static string Namespace(string revision) => "Mcp.V" + revision.Replace('-', '_');
}
