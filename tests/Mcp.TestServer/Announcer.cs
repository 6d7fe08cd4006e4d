namespace Mcp.TestServer;

/// <summary>Tells its client what has changed: as plain notifications to 2025-11-25, to those who listen from 2026-07-28 on.</summary>
internal sealed class Announcer
{
    private readonly List<Listener> _listeners = [];
    private readonly HashSet<string> _subscribed = [];

    public static McpNotificationMethod<McpJson> Method(string name) => new(name, static (writer, value) => writer.WriteJson(value));

    public string Subscribe(string uri, McpRequestContext context)
    {
        lock (_subscribed)
            _subscribed.Add(uri);
        return "{}";
    }

    public string Unsubscribe(string uri)
    {
        lock (_subscribed)
            _subscribed.Remove(uri);
        return "{}";
    }

    public async ValueTask<McpJson> ListenAsync(McpJson parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        parameters.TryGetProperty("notifications", out McpJson filter);
        var acknowledged = new TaskCompletionSource();
        var self = new Listener(context, filter, acknowledged.Task);
        lock (_listeners)
            _listeners.Add(self);
        try
        {
            await context.NotifyAsync(Method("notifications/subscriptions/acknowledged"), McpJson.Parse($$"""{"notifications":{{filter}}}"""));
            acknowledged.SetResult();
            var never = new TaskCompletionSource();
            await never.Task.WaitAsync(cancellationToken);
            return McpJson.EmptyObject;
        }
        finally
        {
            acknowledged.TrySetResult();
            lock (_listeners)
                _listeners.Remove(self);
        }
    }

    /// <summary>Says that every list has changed, and the resource if there is one: all of it to whoever listens when it begins.</summary>
    public async ValueTask AnnounceAsync(McpRequestContext context, string uri)
    {
        Listener[] listeners;
        lock (_listeners)
            listeners = [.. _listeners];
        foreach (string list in (string[])["tools", "prompts", "resources"])
            await SendAsync(context, listeners, $"notifications/{list}/list_changed", McpJson.EmptyObject, filter => filter.TryGetProperty($"{list}ListChanged", out _));
        if (uri.Length == 0)
            return;
        var update = McpJson.Parse($$"""{"uri":{{McpJson.FromString(uri)}}}""");
        bool subscribed;
        lock (_subscribed)
            subscribed = _subscribed.Any(known => uri.StartsWith(known, StringComparison.Ordinal));
        if (subscribed || context.Revision.Era == McpEra.Stateless)
            await SendAsync(context, listeners, "notifications/resources/updated", update, filter => filter.TryGetProperty("resourceSubscriptions", out _));
    }

    private static async ValueTask SendAsync(McpRequestContext context, Listener[] listeners, string method, McpJson parameters, Func<McpJson, bool> wanted)
    {
        if (context.Revision.Era == McpEra.Stateful)
        {
            await context.Peer.NotifyAsync(Method(method), parameters);
            return;
        }

        foreach (Listener listener in listeners.Where(listener => wanted(listener.Filter)))
        {
            await listener.Acknowledged;
            await listener.Context.NotifyAsync(Method(method), parameters);
        }
    }

    /// <summary>Somebody who listens; the acknowledgement comes before any news.</summary>
    private sealed record Listener(McpRequestContext Context, McpJson Filter, Task Acknowledged);
}
