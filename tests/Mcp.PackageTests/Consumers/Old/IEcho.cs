using Mcp;

[McpClient]
public partial interface IEcho
{
    Task<string> EchoAsync(string message, CancellationToken cancellationToken = default);
}
