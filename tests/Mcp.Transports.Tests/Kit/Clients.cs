namespace Mcp.Transports.Tests.Kit;

/// <summary>A client in few words.</summary>
internal static class Clients
{
    /// <summary>Reconnects at once, so that no test waits for a delay.</summary>
    public static McpClientOptions Options(Action<McpClientOptions>? configure = null)
    {
        var options = new McpClientOptions { Reconnect = { BackoffBase = TimeSpan.FromMilliseconds(1), BackoffMax = TimeSpan.FromMilliseconds(1) } };
        configure?.Invoke(options);
        return options;
    }

    public static Task<McpClient> ConnectAsync(McpTransport transport, Action<McpClientOptions>? configure = null) =>
        Guard.Soon(McpClient.ConnectAsync(transport, Options(configure)));

    public static async Task<string> EchoAsync(McpClient client, string text = "hi") =>
        (await Guard.Soon(client.CallToolAsync("echo", McpJson.Parse($$"""{"message":{{McpJson.FromString(text)}}}""")))).Text;

    public static McpServer Server(Action<McpServerOptions>? configure = null)
    {
        var options = new McpServerOptions { Handlers = { RawHandlers.Server() } };
        configure?.Invoke(options);
        return new McpServer(options);
    }

    /// <summary>What a call says that is lost: it must say it, and not hang.</summary>
    public static Task<McpConnectionException> LostAsync(McpClient client) =>
        Guard.Soon(Assert.ThrowsAsync<McpConnectionException>(() => client.CallToolAsync("echo", McpJson.Parse("""{"message":"lost"}""")).AsTask()));
}
