using Mcp.Runtime.Tests.Kit;

namespace Mcp.Runtime.Tests.Resilience;

public sealed class CloseTests
{
    [Fact]
    public async Task Whoever_disposes_as_the_second_waits_for_the_end_too()
    {
        var scheduler = new ManualScheduler();
        var table = new McpHandlerTable();
        table.Declare("tools");
        var server = new McpServer(new McpServerOptions { Handlers = { table } });
        Task<McpClient> connecting = Task.FromResult<McpClient>(null!);
        Inline.Run(() => connecting = McpClient.ConnectAsync(server.AsTransport(), new McpClientOptions(), TestServices.With(new CountingPool(), scheduler)).AsTask());
        scheduler.RunAll();
        McpClient client = await connecting;
        var ends = new List<Task>();

        Inline.Run(() => ends.AddRange(Enumerable.Range(0, 2).Select(_ => client.DisposeAsync().AsTask())));

        Assert.All(ends, static end => Assert.False(end.IsCompleted));
        scheduler.RunAll();
        Assert.All(ends, static end => Assert.True(end.IsCompletedSuccessfully));
    }
}
