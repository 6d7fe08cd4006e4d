using Mcp;

namespace PinnedClient;

/// <summary>All that the official server "everything" offers: its pin has the methods, and the generator writes them here.</summary>
[McpClient(Pin = "everything.mcp.json")]
public partial interface IEverything;
