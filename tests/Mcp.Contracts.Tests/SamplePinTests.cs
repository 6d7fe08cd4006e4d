namespace Mcp.Contracts.Tests;

/// <summary>The pin of samples/PinnedClient says what samples/QuickStart.Server offers.</summary>
public sealed class SamplePinTests
{
    /// <summary>If this fails, the sample server has changed: <c>eng/pin.sh samples/PinnedClient/quickstart.mcp.json dotnet</c>, and the server's DLL.</summary>
    [Fact]
    public async Task A_fresh_capture_gives_the_same_bytes()
    {
        string server = Path.Combine(AppContext.BaseDirectory, "children", "QuickStart.Server", "QuickStart.Server.dll");
        await using McpClient client = await McpClient.ConnectAsync(McpTransport.Stdio(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", server));
        McpCatalog offered = await McpCatalog.CaptureAsync(client);

        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "quickstart.mcp.json")), offered.ToJson());
    }
}
