using Mcp.TestServer;

namespace Mcp.Behaviour.Tests.Neutral;

/// <summary>A client of the neutral server within this process, in one revision.</summary>
internal static class NeutralClient
{
    public static TheoryData<string> Revisions => new(McpRevision.Known.Select(revision => revision.Date));

    public static TheoryData<string> StatefulRevisions => new(McpRevision.Known.Where(revision => revision.Era == McpEra.Stateful).Select(revision => revision.Date));

    public static ValueTask<McpClient> ConnectAsync(string revision, Action<McpClientOptions>? configure = null, McpHandlerTable? server = null)
    {
        var options = new McpClientOptions { ClientName = "neutral-client" };
        options.ProtocolVersions.Add(McpRevision.Known.Single(known => known.Date == revision));
        configure?.Invoke(options);
        var peer = new McpServer(new McpServerOptions { ServerName = "neutral-server", Handlers = { server ?? new NeutralServer().Table() } });
        return McpClient.ConnectAsync(peer.AsTransport(), options);
    }

    public static async Task<T> NextAsync<T>(IAsyncEnumerator<T> items)
    {
        Assert.True(await Faults.Kit.Guard.Soon(items.MoveNextAsync()));
        return items.Current;
    }
}
