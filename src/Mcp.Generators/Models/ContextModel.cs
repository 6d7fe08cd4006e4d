using System;
using System.Linq;

namespace Mcp.Generators.Models;

/// <summary>All types of a revision, as System.Text.Json is told of them.</summary>
/// <param name="Date">The revision.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Types">Its types.</param>
internal sealed record ContextModel(string Date, string Namespace, EquatableArray<ContextType> Types);

/// <summary>A type of a context.</summary>
internal sealed record ContextType(string Name, bool IsValueType)
{
    private static readonly string[] Single = { "Request", "Notification", "Params", "Result", "Response", "Capabilities", "Error", "MetaObject" };

    /// <summary>It may stand in lists, which messages and what makes up one of them do not.</summary>
    public bool IsListed => !Single.Any(suffix => Name.EndsWith(suffix, StringComparison.Ordinal));
}
