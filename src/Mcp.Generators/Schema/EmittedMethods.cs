using System.Collections.Generic;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>Which methods are emitted, and where they show. A type is emitted when such a method leads to it.</summary>
internal static class EmittedMethods
{
    private static readonly HashSet<string> Listed = new()
    {
        "initialize",
        "server/discover",
        "ping",
        "tools/list",
        "tools/call",
        "sampling/createMessage",
        "logging/setLevel",
        "subscriptions/listen",
        "notifications/initialized",
        "notifications/progress",
        "notifications/cancelled",
        "notifications/message",
        "notifications/tools/list_changed",
        "notifications/prompts/list_changed",
        "notifications/resources/list_changed",
        "notifications/subscriptions/acknowledged",
    };

    public static bool Contains(string method) => Listed.Contains(method);

    /// <summary>
    /// Shown to callers: what the runtime does not do by itself, and what an app may want to do as well. A request that is replayed stays
    /// open and brings notifications; it is no call to be awaited, a client listens with its descriptor.
    /// </summary>
    public static bool IsCallable(MethodRule rule)
        => rule.Retry != Retry.Replayed && (!rule.IsRuntimeOwned || rule.Name is "ping" or "notifications/progress");

    /// <summary>Left to an app's handlers. A server's own description is put together from what its handlers declare.</summary>
    public static bool IsHandled(MethodRule rule) => !rule.IsRuntimeOwned && rule.Name != "server/discover";
}
