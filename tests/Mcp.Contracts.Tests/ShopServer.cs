using System.Globalization;

namespace Mcp.Contracts.Tests;

/// <summary>The shop over raw JSON, so that it serves every revision. It keeps what tools were called with.</summary>
internal sealed class ShopServer
{
    private const string Envelope = ",\"resultType\":\"complete\",\"ttlMs\":0,\"cacheScope\":\"private\"}";

    public const string AllTools = """
        {"name":"find","inputSchema":{"type":"object","properties":{"name":{"type":"string"},"count":{"type":"integer"}},"required":["name"]},"outputSchema":{"type":"object","properties":{"name":{"type":"string"},"count":{"type":"integer"},"until":{"type":["string","null"]}},"required":["name","count"]}},
        {"name":"price","inputSchema":{"$ref":"#/$defs/order","$defs":{"order":{"type":"object","properties":{"name":{"type":"string"},"count":{"type":"number"}}}}},"outputSchema":{"type":"object","properties":{"result":{"type":"number"}}}},
        {"name":"shape","inputSchema":{"type":"object","properties":{"shape":{}}}},
        {"name":"fail","inputSchema":{"type":"object"}},
        {"name":"work","inputSchema":{"type":"object"}},
        {"name":"ping","inputSchema":{"type":"object"}}
        """;

    public string Tools { get; init; } = AllTools;

    public string Prompts { get; init; } = """{"name":"greet","arguments":[{"name":"name","required":true}]}""";

    public string Templates { get; init; } = """{"name":"item","uriTemplate":"shop://item/{id}{?lang}"}""";

    public List<string> Calls { get; } = [];

    public async Task<McpClient> ConnectAsync(string revision = "2025-06-18")
    {
        var options = new McpClientOptions();
        options.ProtocolVersions.Add(McpRevision.Known.Single(known => known.Date == revision));
        return await McpClient.ConnectAsync(Transport(), options);
    }

    public McpTransport Transport() => new McpServer(new McpServerOptions { ServerName = "shop", Handlers = { Table() } }).AsTransport();

    private McpHandlerTable Table()
    {
        var table = new McpHandlerTable();
        table.Declare("tools");
        table.Declare("prompts");
        table.Declare("resources");
        List(table, "tools/list", "tools", Tools);
        List(table, "prompts/list", "prompts", Prompts);
        List(table, "resources/list", "resources", "");
        List(table, "resources/templates/list", "resourceTemplates", Templates);
        table.Serve("tools/call", McpJson.Read, Write, async (call, context, _) => await CallAsync(call, context));
        table.Serve("prompts/get", McpJson.Read, Write, (prompt, _, _) => ValueTask.FromResult(McpJson.Parse(
            $$"""{"messages":[{"role":"user","content":{"text":{{Member(Member(prompt, "arguments"), "name")}},"type":"text"} }]{{Envelope}}""")));
        table.Serve("resources/read", McpJson.Read, Write, (read, _, _) => ValueTask.FromResult(McpJson.Parse(
            $$"""{"contents":[{"uri":{{Member(read, "uri")}},"text":{{Member(read, "uri")}}}]{{Envelope}}""")));
        return table;
    }

    private static void List(McpHandlerTable table, string method, string member, string items) =>
        table.Serve(method, McpJson.Read, Write, (_, _, _) => ValueTask.FromResult(McpJson.Parse($$"""{"{{member}}":[{{items}}]{{Envelope}}""")));

    private async ValueTask<McpJson> CallAsync(McpJson call, McpRequestContext context)
    {
        McpJson arguments = Member(call, "arguments");
        string tool = Member(call, "name").GetString();
        Calls.Add($"{tool} {arguments}");
        if (tool == "work")
            await context.ReportProgressAsync(1, 2, "half");
        string answer = tool switch
        {
            "find" => $$"""{ "content":[],"structuredContent":{"name":{{Member(arguments, "name")}},"count":{{Member(arguments, "count")}},"until":"2026-12-24"}""",
            "price" => $$"""{ "content":[{"type":"text","text":"{{(1.25m * Member(arguments, "count").GetReader().ReadInt32()).ToString(CultureInfo.InvariantCulture)}}"}]""",
            "shape" => $$"""{ "content":[],"structuredContent":{{Member(arguments, "shape")}}""",
            "fail" => "{\"content\":[{\"type\":\"text\",\"text\":\"sold out\"}],\"isError\":true",
            _ => "{\"content\":[{\"type\":\"text\",\"text\":\"done\"}]",
        };
        return McpJson.Parse(answer + Envelope);
    }

    private static McpJson Member(McpJson json, string name) => json.TryGetProperty(name, out McpJson value) ? value : McpJson.Null;

    private static void Write(McpJsonWriter writer, McpJson value) => writer.WriteJson(value);
}
