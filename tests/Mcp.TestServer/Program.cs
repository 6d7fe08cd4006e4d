using Mcp;
using Mcp.TestServer;

// A well-behaved server that tests start as a real child process.
McpCloseInfo end = await Servers.Create().ServeStdioAsync();
return end.Reason == McpCloseReason.PeerClosed ? 0 : 1;
