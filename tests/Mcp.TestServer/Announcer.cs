namespace Mcp.TestServer;

/// <summary>Tells its client what has changed: as plain notifications to 2025-11-25, to those who listen from 2026-07-28 on.</summary>
internal sealed class Announcer
{
    private readonly List<(McpRequestContext Context, McpJson Filter)> _listeners = [];
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
        lock (_listeners)
            _listeners.Add((context, filter));
        try
        {
            await context.NotifyAsync(Method("notifications/subscriptions/acknowledged"), McpJson.Parse($$"""{"notifications":{{filter}}}"""));
            var never = new TaskCompletionSource();
            await never.Task.WaitAsync(cancellationToken);
            return McpJson.EmptyObject;
        }
        finally
        {
            lock (_listeners)
                _listeners.RemoveAll(listener => listener.Context == context);
        }
    }

    /// <summary>Says that every list has changed, and the resource if there is one.</summary>
    public async ValueTask AnnounceAsync(McpRequestContext context, string uri)
    {
        foreach (string list in (string[])["tools", "prompts", "resources"])
            await SendAsync(context, $"notifications/{list}/list_changed", McpJson.EmptyObject, filter => filter.TryGetProperty($"{list}ListChanged", out _));
        if (uri.Length == 0)
            return;
        var update = McpJson.Parse($$"""{"uri":{{McpJson.FromString(uri)}}}""");
        bool subscribed;
        lock (_subscribed)
            subscribed = _subscribed.Any(known => uri.StartsWith(known, StringComparison.Ordinal));
        if (subscribed || context.Revision.Era == McpEra.Stateless)
            await SendAsync(context, "notifications/resources/updated", update, filter => filter.TryGetProperty("resourceSubscriptions", out _));
    }

    private async ValueTask SendAsync(McpRequestContext context, string method, McpJson parameters, Func<McpJson, bool> wanted)
    {
        if (context.Revision.Era == McpEra.Stateful)
        {
            await context.Peer.NotifyAsync(Method(method), parameters);
            return;
        }

        (McpRequestContext Context, McpJson Filter)[] listeners;
        lock (_listeners)
            listeners = [.. _listeners];
        foreach ((McpRequestContext listener, McpJson filter) in listeners)
        {
            if (wanted(filter))
                await listener.NotifyAsync(Method(method), parameters);
        }
    }
}
