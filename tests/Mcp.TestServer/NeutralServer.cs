using System.Text;

namespace Mcp.TestServer;

/// <summary>All that a server can offer, over raw JSON and so in every revision. What it remembers is meant for one client.</summary>
internal sealed class NeutralServer
{
    private const string Complete = "\"resultType\":\"complete\"";
    private const string Page = Complete + ",\"ttlMs\":0,\"cacheScope\":\"private\"";

    private readonly Announcer _announcer = new();
    private string? _level;

    public McpHandlerTable Table()
    {
        var table = new McpHandlerTable();
        table.Declare("tools", McpJson.Parse("""{"listChanged":true}"""));
        table.Declare("prompts", McpJson.Parse("""{"listChanged":true}"""));
        table.Declare("resources", McpJson.Parse("""{"listChanged":true,"subscribe":true}"""));
        table.Declare("logging");
        table.Declare("completions");
        Answer(table, "tools/list", (_, _) => ListTools());
        Answer(table, "prompts/list", (_, _) => $$"""{"prompts":[{"name":"greet","title":"Greeting","description":"Greets.","arguments":[{"name":"who","required":true},{"name":"how"}]},{"name":"bare"}],{{Page}}}""");
        Answer(table, "prompts/get", (parameters, _) => GetPrompt(parameters));
        Answer(table, "resources/list", (parameters, _) => ListResources(parameters));
        Answer(table, "resources/templates/list", (_, _) => $$"""{"resourceTemplates":[{"uriTemplate":"demo://{city}","name":"city"}],{{Page}}}""");
        Answer(table, "resources/read", (parameters, _) => ReadResource(Text(parameters, "uri")));
        Answer(table, "completion/complete", (parameters, _) => CompleteArgument(parameters));
        Answer(table, "resources/subscribe", (parameters, context) => _announcer.Subscribe(Text(parameters, "uri"), context));
        Answer(table, "resources/unsubscribe", (parameters, _) => _announcer.Unsubscribe(Text(parameters, "uri")));
        Answer(table, "logging/setLevel", (parameters, _) =>
        {
            _level = Text(parameters, "level");
            return "{}";
        });
        table.Serve("subscriptions/listen", McpJson.Read, Write, _announcer.ListenAsync);
        table.Serve("tools/call", McpJson.Read, Write, CallToolAsync);
        return table;
    }

    private static void Answer(McpHandlerTable table, string method, Func<McpJson, McpRequestContext, string> answer) =>
        table.Serve(method, McpJson.Read, Write, (parameters, context, _) => ValueTask.FromResult(McpJson.Parse(answer(parameters, context))));

    private static void Write(McpJsonWriter writer, McpJson value) => writer.WriteJson(value);

    private static string Text(McpJson json, string name) => json.TryGetProperty(name, out McpJson value) ? value.GetString() : "";

    private static string Quote(string text) => McpJson.FromString(text).ToString();

    private static string ListTools()
    {
        var names = Toolbox.Tools.Select(tool => tool.Name).Concat(["touch", "log"]);
        return $$"""{"tools":[{{string.Join(",", names.Select(name => $$"""{"name":"{{name}}","inputSchema":{"type":"object"} }"""))}}],{{Page}}}""";
    }

    private static string GetPrompt(McpJson parameters)
    {
        if (Text(parameters, "name") != "greet")
            throw new McpRequestException(McpErrorCodes.InvalidParams, "There is no such prompt.");
        parameters.TryGetProperty("arguments", out McpJson arguments);
        string text = Quote($"Hello {Text(arguments, "who")}");
        return $$"""{"description":"Greets.","messages":[{"role":"user","content":{"type":"text","text":{{text}} } },{"role":"assistant","content":{"type":"hologram","beam":1} }],{{Complete}}}""";
    }

    // Two pages, and the second one's cursor is the empty string, which is a cursor like any other.
    private static string ListResources(McpJson parameters) => parameters.TryGetProperty("cursor", out _)
        ? $$"""{"resources":[{"uri":"demo://b","name":"b","mimeType":"image/png","size":3}],{{Page}}}"""
        : $$"""{"resources":[{"uri":"demo://a","name":"a","description":"The first."}],"nextCursor":"",{{Page}}}""";

    private static string ReadResource(string uri) => uri switch
    {
        "demo://a" => $$"""{"contents":[{"uri":"demo://a","mimeType":"text/plain","text":"content of a"}],{{Page}}}""",
        "demo://b" => $$"""{"contents":[{"uri":"demo://b","mimeType":"image/png","blob":"AQID"}],{{Page}}}""",
        _ => throw new McpRequestException(-32002, "There is no such resource."),
    };

    /// <summary>Answers with what it was asked, so that a test sees what came over.</summary>
    private static string CompleteArgument(McpJson parameters)
    {
        parameters.TryGetProperty("ref", out McpJson of);
        parameters.TryGetProperty("argument", out McpJson argument);
        string context = parameters.TryGetProperty("context", out McpJson given) ? given.ToString() : "none";
        string[] values = [Text(of, "type"), Text(of, "name") + Text(of, "uri"), Text(argument, "name"), Text(argument, "value"), context];
        return $$"""{"completion":{"values":[{{string.Join(",", values.Select(Quote))}}],"total":7,"hasMore":true},{{Complete}}}""";
    }

    private static McpJson ToolText(string text) => McpJson.Parse($$"""{"content":[{"type":"text","text":{{Quote(text)}}}],{{Complete}}}""");

    private async ValueTask<McpJson> CallToolAsync(McpJson parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        parameters.TryGetProperty("arguments", out McpJson arguments);
        switch (Text(parameters, "name"))
        {
            case "touch":
                await _announcer.AnnounceAsync(context, Text(arguments, "uri"));
                return ToolText("touched");
            case "log":
                await LogAsync(parameters, context);
                return ToolText("logged");
            case "ask":
                return await AskAsync(parameters, arguments, context, cancellationToken);
            default:
                ToolAnswer answer = await Toolbox.CallAsync(Text(parameters, "name"), arguments, context, cancellationToken);
                return McpJson.Parse($$"""{"content":[{"type":"text","text":{{Quote(answer.Text)}}}],"isError":{{(answer.IsError ? "true" : "false")}},{{Complete}}}""");
        }
    }

    /// <summary>Says which level it was asked for, at every level.</summary>
    private async ValueTask LogAsync(McpJson parameters, McpRequestContext context)
    {
        string level = _level ?? "none";
        if (context.Revision.Era == McpEra.Stateless)
            level = parameters.TryGetProperty("_meta", out McpJson meta) && Text(meta, "io.modelcontextprotocol/logLevel") is { Length: > 0 } asked ? asked : "none";
        foreach (string at in (string[])["debug", "warning", "error", "unheard-of"])
            await context.NotifyAsync(Announcer.Method("notifications/message"), McpJson.Parse($$"""{"level":"{{at}}","logger":"test","data":"asked for {{level}}"}"""));
    }

    /// <summary>Asks the client what the caller says: by a request, or by an answer that requires input.</summary>
    private static async ValueTask<McpJson> AskAsync(McpJson parameters, McpJson arguments, McpRequestContext context, CancellationToken cancellationToken)
    {
        string method = Text(arguments, "method");
        arguments.TryGetProperty("params", out McpJson question);
        if (context.Revision.Era == McpEra.Stateful)
        {
            var request = new McpMethod<McpJson, McpJson>(method, Write, McpJson.Read);
            return ToolText((await context.Peer.InvokeAsync(request, question, cancellationToken: cancellationToken)).ToString());
        }

        if (parameters.TryGetProperty("inputResponses", out McpJson responses) && responses.TryGetProperty("q", out McpJson answer))
            return ToolText(answer.ToString());
        var input = new StringBuilder("{\"resultType\":\"input_required\",\"inputRequests\":{\"q\":{\"method\":");
        input.Append(Quote(method)).Append(",\"params\":").Append(question).Append("}}}");
        return McpJson.Parse(input.ToString());
    }
}
