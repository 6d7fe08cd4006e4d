using Mcp;
using Mcp.Conformance.Client;

if (args is not [.., string url] || !Uri.TryCreate(url, UriKind.Absolute, out Uri? endpoint))
{
    Console.Error.WriteLine("usage: Mcp.Conformance.Client <server URL>, with MCP_CONFORMANCE_SCENARIO in the environment");
    return 2;
}

// The scenario chooses what is called and nothing else: the client is the same in each.
string scenario = Environment.GetEnvironmentVariable("MCP_CONFORMANCE_SCENARIO") ?? "";
var options = new McpClientOptions { ClientName = "mcp-generated-conformance", ClientVersion = "1.0.0" };
foreach (McpRevision revision in Revisions.Of(Environment.GetEnvironmentVariable("MCP_CONFORMANCE_PROTOCOL_VERSION")))
    options.ProtocolVersions.Add(revision);
options.OnElicitation(static (request, _, _) => ValueTask.FromResult(McpElicitationResponse.Accept(request.Defaults)));
await using McpClient client = await McpClient.ConnectAsync(McpTransport.Http(endpoint), options);
await Scenarios.RunAsync(scenario, Environment.GetEnvironmentVariable("MCP_CONFORMANCE_CONTEXT"), client);
return 0;
