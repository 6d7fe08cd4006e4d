using System.Collections.Concurrent;

namespace Mcp.Interop;

/// <summary>What the official everything server offers, at one revision.</summary>
internal sealed class EverythingServer(Report report, McpRevision revision, string modules)
{
    private const string Text1 = "demo://resource/dynamic/text/1";

    private readonly ConcurrentDictionary<string, int> _asked = new();
    private Peer _peer = null!;

    // Elicitation came with 2025-06-18, structured results too.
    private bool IsNewer => string.CompareOrdinal(revision.Date, "2025-06-18") >= 0;

    public async Task RunAsync()
    {
        string program = Path.Combine(modules, "@modelcontextprotocol", "server-everything", "dist", "index.js");
        _peer = await Peer.ConnectAsync(revision, new McpStdioOptions { Command = "node", Arguments = [program, "stdio"] }, Handlers());
        await using Peer closing = _peer;
        await CheckOffersAsync();
        await CheckResultsAsync();
        await CheckConversationAsync();
        await CheckPeerRequestsAsync();
        await CheckProgressAndCancelAsync();
    }

    private Task CheckAsync(string name, Func<Task<bool>> check) => report.CheckAsync($"everything {revision.Date}", name, check);

    private async Task CheckOffersAsync()
    {
        await CheckAsync("negotiates", () => Task.FromResult(_peer.Client.NegotiatedVersion.Equals(revision) && _peer.Client.ServerInfo.Name.Has("everything")));
        await CheckAsync("has instructions", () => Task.FromResult(_peer.Client.Instructions is { Length: > 0 }));
        await CheckAsync("ping", async () => (await _peer.AskAsync("ping")).ToString() == "{}");
        await CheckAsync("tools/list", async () => (await _peer.Client.ListToolsAsync().ToListAsync()).Select(tool => tool.Name).Intersect(["echo", "get-sum", "get-tiny-image"]).Count() == 3);
        await CheckAsync("prompts/list", async () => (await _peer.AskAsync("prompts/list")).Has("\"args-prompt\""));
        await CheckAsync("resources/list", async () => (await _peer.AskAsync("resources/list")).Has("demo://resource/static/document/features.md"));
        await CheckAsync("resources/templates/list", async () => (await _peer.AskAsync("resources/templates/list")).Has("demo://resource/dynamic/text/{resourceId}"));
    }

    private async Task CheckResultsAsync()
    {
        await CheckAsync("tool: text", async () => (await _peer.Client.CallToolAsync("echo", McpJson.Parse("""{"message":"h\u00e9 \n \ud83d\ude00"}"""))).Text == "Echo: h\u00e9 \n \U0001F600");
        await CheckAsync("tool: numbers", async () => (await _peer.ToolAsync("get-sum", """{"a":2,"b":40.5}""")).Has("42.5"));
        await CheckAsync("tool: image", async () => (await _peer.ToolAsync("get-tiny-image")).Has("\"type\":\"image\""));
        await CheckAsync("tool: embedded resource", async () => (await _peer.ToolAsync("get-resource-reference", """{"resourceType":"Text","resourceId":1}""")).Has("\"type\":\"resource\""));
        if (IsNewer)
            await CheckAsync("tool: structured", async () => (await _peer.ToolAsync("get-structured-content", """{"location":"New York"}""")).Has("\"structuredContent\":{"));
        await CheckAsync("tool: invalid arguments", async () => (await _peer.ToolAsync("get-sum", """{"a":"two"}""")).Has("\"isError\":true"));
        await CheckAsync("unknown method", () => FailsAsync("no/such", McpErrorCodes.MethodNotFound));
        await CheckAsync("prompts/get", async () => (await _peer.AskAsync("prompts/get", """{"name":"args-prompt","arguments":{"city":"Rome"}}""")).Has("Rome"));
        await CheckAsync("resources/read: text", async () => (await _peer.AskAsync("resources/read", $$"""{"uri":"{{Text1}}"}""")).Has("\"text\":\"Resource 1"));
        await CheckAsync("resources/read: blob", async () => (await _peer.AskAsync("resources/read", """{"uri":"demo://resource/dynamic/blob/1"}""")).Has("\"blob\":\""));
        await CheckAsync("completion: prompt", async () =>
            (await _peer.AskAsync("completion/complete", """{"ref":{"type":"ref/prompt","name":"completable-prompt"},"argument":{"name":"department","value":"E"}}""")).Has("\"Engineering\""));
        await CheckAsync("completion: template", async () =>
            (await _peer.AskAsync("completion/complete", """{"ref":{"type":"ref/resource","uri":"demo://resource/dynamic/text/{resourceId}"},"argument":{"name":"resourceId","value":"7"}}""")).Has("\"values\":[\"7\"]"));
    }

    private async Task CheckConversationAsync()
    {
        await using McpSubscription notifications = _peer.Client.SubscribeToNotifications();
        await CheckAsync("logging", async () =>
        {
            await _peer.AskAsync("logging/setLevel", """{"level":"debug"}""");
            await _peer.ToolAsync("toggle-simulated-logging");
            bool heard = await HeardAsync(notifications, "notifications/message", "\"level\":");
            await _peer.ToolAsync("toggle-simulated-logging");
            return heard;
        });
        await CheckAsync("subscription", async () =>
        {
            await _peer.AskAsync("resources/subscribe", $$"""{"uri":"{{Text1}}"}""");
            await _peer.ToolAsync("toggle-subscriber-updates");
            bool heard = await HeardAsync(notifications, "notifications/resources/updated", Text1);
            await _peer.ToolAsync("toggle-subscriber-updates");
            return heard && (await _peer.AskAsync("resources/unsubscribe", $$"""{"uri":"{{Text1}}"}""")).ToString() == "{}";
        });
    }

    private async Task CheckPeerRequestsAsync()
    {
        await CheckAsync("sampling", async () => (await _peer.ToolAsync("trigger-sampling-request", """{"prompt":"say yes","maxTokens":10}""")).Has("sampled by us"));
        await CheckAsync("roots", async () => (await _peer.ToolAsync("get-roots-list")).Has("file:///interop") && _asked["roots/list"] > 0);
        if (IsNewer)
            await CheckAsync("elicitation", async () => (await _peer.ToolAsync("trigger-elicitation-request")).Has("Ada") && _asked["elicitation/create"] == 1);
    }

    private async Task CheckProgressAndCancelAsync()
    {
        await CheckAsync("progress 4 of 4", async () =>
        {
            var seen = new Steps();
            string result = await _peer.ToolAsync("trigger-long-running-operation", """{"duration":0.4,"steps":4}""", new McpCallOptions { Progress = seen });
            return seen.Text == "1/4 2/4 3/4 4/4" && result.Has("completed");
        });
        await CheckAsync("cancel", async () =>
        {
            using var cancel = new CancellationTokenSource();
            try
            {
                await _peer.ToolAsync("trigger-long-running-operation", """{"duration":2,"steps":20}""", new McpCallOptions { Progress = new Steps(cancel.Cancel) }, cancel.Token);
                return false;
            }
            catch (OperationCanceledException)
            {
                return (await _peer.Client.CallToolAsync("echo", McpJson.Parse("""{"message":"still here"}"""))).Text.Has("still here") && _peer.Client.InFlight == 0;
            }
        });
    }

    private async Task<bool> FailsAsync(string method, int code)
    {
        try
        {
            await _peer.AskAsync(method);
            return false;
        }
        catch (McpRemoteException error)
        {
            return error.Code == code;
        }
    }

    private static async Task<bool> HeardAsync(McpSubscription notifications, string method, string part)
    {
        await foreach (McpNotification notification in notifications)
        {
            if (notification.Method == method && notification.Params.Has(part))
                return true;
        }

        return false;
    }

    private McpHandlerTable Handlers()
    {
        var table = new McpHandlerTable();
        Serve(table, "sampling", "sampling/createMessage", """{"role":"assistant","content":{"type":"text","text":"sampled by us"},"model":"m"}""");
        Serve(table, "roots", "roots/list", """{"roots":[{"uri":"file:///interop","name":"interop"}]}""");
        if (IsNewer)
            Serve(table, "elicitation", "elicitation/create", """{"action":"accept","content":{"name":"Ada","check":true}}""");
        return table;
    }

    private void Serve(McpHandlerTable table, string capability, string method, string answer)
    {
        table.Declare(capability);
        table.Serve(method, McpJson.Read, static (writer, value) => writer.WriteJson(value), (_, _, _) =>
        {
            _asked.AddOrUpdate(method, 1, static (_, count) => count + 1);
            return ValueTask.FromResult(McpJson.Parse(answer));
        });
    }

    private sealed class Steps(Action? first = null) : IProgress<McpProgress>
    {
        private readonly List<string> _seen = [];

        public string Text => string.Join(' ', _seen);

        public void Report(McpProgress value)
        {
            _seen.Add($"{value.Progress}/{value.Total}");
            first?.Invoke();
        }
    }
}
