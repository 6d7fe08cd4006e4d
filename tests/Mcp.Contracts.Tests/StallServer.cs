using System.Text.Json;

namespace Mcp.Contracts.Tests;

/// <summary>A server that lists what the pin says and answers with what it was asked for. It keeps what tools were called with.</summary>
internal sealed class StallServer
{
    private const string Envelope = ",\"resultType\":\"complete\",\"ttlMs\":0,\"cacheScope\":\"private\"}";

    public static McpCatalog Pin { get; } = McpCatalog.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "stall.mcp.json")));

    /// <summary>What the server offers now.</summary>
    public McpCatalog Offer { get; init; } = Pin;

    /// <summary>The structured content of the answers, where a tool has one.</summary>
    public Dictionary<string, string> Answers { get; } = [];

    public List<string> Calls { get; } = [];

    public async Task<McpClient> ConnectAsync(string revision = "2025-06-18")
    {
        var server = new McpServer(new McpServerOptions { ServerName = "stall", Handlers = { Table() } });
        var options = new McpClientOptions();
        options.ProtocolVersions.Add(McpRevision.Known.Single(known => known.Date == revision));
        return await McpClient.ConnectAsync(server.AsTransport(), options);
    }

    private McpHandlerTable Table()
    {
        var table = new McpHandlerTable();
        table.Declare("tools");
        table.Declare("prompts");
        table.Declare("resources");
        List(table, "tools/list", "tools", Offer.Tools.Select(tool => tool.Raw));
        List(table, "prompts/list", "prompts", Offer.Prompts.Select(prompt => prompt.Raw));
        List(table, "resources/list", "resources", []);
        List(table, "resources/templates/list", "resourceTemplates", Offer.ResourceTemplates.Select(template => template.Raw));
        Serve(table, "tools/call", Call);
        Serve(table, "prompts/get", prompt => $$"""{"messages":[{"role":"user","content":{"text":{{McpJson.FromString(Member(prompt, "arguments").ToString())}},"type":"text"} }]""");
        Serve(table, "resources/read", read => $$"""{"contents":[{"uri":{{Member(read, "uri")}},"text":"tea"}]""");
        return table;
    }

    private string Call(McpJson call)
    {
        string tool = Member(call, "name").GetString();
        McpJson arguments = Member(call, "arguments");
        Calls.Add($"{tool} {arguments}");
        if (tool == "say")
            return $$"""{"content":[{"type":"text","text":{{Member(arguments, "class")}}}],"isError":{{(Member(arguments, "class").GetString() == "no" ? "true" : "false")}}""";
        return $$"""{"content":[],"structuredContent":{{(Answers.TryGetValue(tool, out string? answer) ? answer : arguments.ToString())}}""";
    }

    private static void List(McpHandlerTable table, string method, string member, IEnumerable<McpJson> items) =>
        Serve(table, method, _ => $$"""{"{{member}}":[{{string.Join(",", items)}}]""");

    private static void Serve(McpHandlerTable table, string method, Func<McpJson, string> answer) =>
        table.Serve(method, McpJson.Read, static (McpJsonWriter writer, McpJson value) => writer.WriteJson(value), (request, _, _) => ValueTask.FromResult(McpJson.Parse(answer(request) + Envelope)));

    private static McpJson Member(McpJson json, string name) =>
        json.Kind == JsonValueKind.Object && json.TryGetProperty(name, out McpJson value) ? value : McpJson.Null;
}
