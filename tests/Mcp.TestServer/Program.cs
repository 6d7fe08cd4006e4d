using Mcp;
using Mcp.TestServer;

// A well-behaved server that tests start as a real child process.
McpServer server = args is ["--neutral"] ? Servers.CreateNeutral() : Servers.Create();
McpCloseInfo end = await server.ServeStdioAsync();
return end.Reason == McpCloseReason.PeerClosed ? 0 : 1;
