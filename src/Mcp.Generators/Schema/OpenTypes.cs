using System;
using System.Collections.Generic;

namespace Mcp.Generators.Schema;

/// <summary>
/// Which objects keep members that the revision does not know. All of them may come with such members; these are the ones that
/// are passed on, extended by protocol extensions, or grow from revision to revision.
/// </summary>
internal static class OpenTypes
{
    private static readonly HashSet<string> Names = new()
    {
        "Tool", "Resource", "ResourceTemplate", "Prompt", "ModelHint", "SubscriptionFilter", "Implementation",
    };

    public static bool Contains(string type)
        => Names.Contains(type)
        || type.EndsWith("Result", StringComparison.Ordinal)
        || type.EndsWith("Params", StringComparison.Ordinal)
        || type.EndsWith("Content", StringComparison.Ordinal)
        || type.EndsWith("Contents", StringComparison.Ordinal)
        || type is "EmbeddedResource" or "ResourceLink"
        || type.StartsWith("ClientCapabilities", StringComparison.Ordinal)
        || type.StartsWith("ServerCapabilities", StringComparison.Ordinal);
}
