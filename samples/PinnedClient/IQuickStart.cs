using Mcp;

namespace PinnedClient;

/// <summary>All that samples/QuickStart.Server offers: its pin has the methods, and the generator writes them here.</summary>
[McpClient(Pin = "quickstart.mcp.json")]
public partial interface IQuickStart;
