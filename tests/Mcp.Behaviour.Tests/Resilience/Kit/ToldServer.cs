using System.Collections.Concurrent;
using Mcp.Behaviour.Tests.Kit;

namespace Mcp.Behaviour.Tests.Resilience.Kit;

/// <summary>Servers that write down what each life was asked for, in order.</summary>
internal sealed class ToldServer
{
    private readonly ConcurrentQueue<(int Life, string What)> _told = new();

    /// <summary>What is done about a request before it is answered.</summary>
    public Func<int, string, CancellationToken, ValueTask>? Before { get; init; }

    /// <summary>The annotations of the tool <c>echo</c>, as JSON.</summary>
    public string Annotations { get; init; } = "{}";

    public string[] OfLife(int life) => [.. _told.Where(told => told.Life == life).Select(told => told.What)];

    public McpServer Create(int life) => Create(life, "tools", "resources", "logging");

    public McpServer Create(int life, params string[] capabilities)
    {
        var server = new McpHandlerTable();
        foreach (string capability in capabilities)
            server.Declare(capability, capability == "resources" ? McpJson.Parse("""{"subscribe":true}""") : null);
        Serve("tools/list", parameters => $$"""{"tools":[{"name":"echo","inputSchema":{"type":"object"},"annotations":{{Annotations}} }]}""");
        Serve("tools/call", parameters => RawHandlers.Text("done").ToString());
        Serve("resources/subscribe", _ => "{}");
        Serve("resources/unsubscribe", _ => "{}");
        Serve("logging/setLevel", _ => "{}");
        return new McpServer(new McpServerOptions { Handlers = { server } });

        void Serve(string method, Func<McpJson, string> answer) => server.Serve(method, McpJson.Read, RawHandlers.Write, async (parameters, _, token) =>
        {
            string what = parameters.TryGetProperty("uri", out McpJson uri) ? $"{method} {uri.GetString()}"
                : parameters.TryGetProperty("level", out McpJson level) ? $"{method} {level.GetString()}" : method;
            _told.Enqueue((life, what));
            if (Before is { } before)
                await before(life, method, token);
            return McpJson.Parse(answer(parameters));
        });
    }
}
