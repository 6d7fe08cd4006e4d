using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;
using Mcp.Generators.Pins;
using Mcp.Generators.Symbols;

namespace Mcp.Generators.Diagnostics;

/// <summary>Which names of a pin a code fix may give to a contract's methods, so that what comes out compiles.</summary>
internal sealed class PinnedNames(IEnumerable<ContractNeed> needs)
{
    private readonly HashSet<(CallKind, string)> _taken = new(needs.Select(static need => (need.Call.Kind, need.Call.Target)));

    /// <summary>The nearest name of something that is not in the pin; null when another method has it, or its variables are others.</summary>
    public string? Offer(PinFinding finding, CallModel call)
        => finding is { Drift: PinDrift.Target, Nearest: { } nearest } && SameVariables(call, nearest) && _taken.Add((call.Kind, nearest)) ? nearest : null;

    private static bool SameVariables(CallModel call, string nearest)
        => call.Kind != CallKind.Resource
            || (UriTemplate.Parse(nearest, out _) is { } parts && Variables(parts).SequenceEqual(Variables(call.Template)));

    private static IEnumerable<string> Variables(IEnumerable<UriPart> parts)
        => parts.SelectMany(static part => part.Variables).Distinct().OrderBy(static name => name, StringComparer.Ordinal);
}
