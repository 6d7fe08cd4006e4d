namespace Mcp.Contracts.Tests;

/// <summary>A contract without methods: all of them come from the pin.</summary>
[McpClient(Pin = "stall.mcp.json")]
public partial interface IStall;
