using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>Where a method shows; a descriptor has each of them.</summary>
internal static class MethodVisibility
{
    /// <summary>
    /// Shown to callers: what the runtime does not do by itself, and what an app may want to do as well. A request that is replayed stays
    /// open and brings notifications where there is no handshake; it is no call to be awaited there, a client listens with its descriptor.
    /// </summary>
    public static bool IsCallable(MethodRule rule)
        => rule.Name != "subscriptions/listen" && (!rule.IsRuntimeOwned || rule.Name is "ping" or "notifications/progress");

    /// <summary>Left to an app's handlers. A server's own description is put together from what its handlers declare.</summary>
    public static bool IsHandled(MethodRule rule) => !rule.IsRuntimeOwned && rule.Name != "server/discover";
}
