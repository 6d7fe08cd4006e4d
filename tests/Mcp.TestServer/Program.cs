using Mcp;
using Mcp.TestServer;

// A well-behaved server that tests start as a real child process.
McpServer server = args is ["--neutral"] ? Servers.CreateNeutral() : Servers.Create();
McpCloseInfo end = await server.ServeStdioAsync();
if (args is ["--farewell", string farewell])
    Console.WriteLine(farewell);
return end is { Reason: McpCloseReason.PeerClosed or McpCloseReason.ClientClosed, WorkWasCutOff: false } ? 0 : 1;
