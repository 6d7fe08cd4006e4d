using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Kit;

namespace Mcp.Behaviour.Tests.Faults;

/// <summary>Our client and our server in two processes, over the generated handler interfaces of each revision.</summary>
public sealed class OwnServerTests
{
    public static TheoryData<string> Revisions => new("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28");

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task Tools_are_listed_and_called(string revision)
    {
        await using var child = new TestServerChild();
        McpClient client = await child.ConnectAsync(revision);

        List<McpTool> tools = await Guard.Soon(client.ListToolsAsync().ToListAsync());
        McpToolResult sum = await Guard.Soon(client.CallToolAsync("add", McpJson.Parse("""{"a":1.5,"b":2}""")));
        McpToolResult failure = await Guard.Soon(client.CallToolAsync("fail"));

        Assert.Equal(revision, client.NegotiatedVersion.Date);
        Assert.Equal("test-server", client.ServerInfo.Name);
        Assert.Equal(["echo", "add", "combine", "wait", "progress", "fail", "ask"], tools.Select(tool => tool.Name).Take(7));
        Assert.Equal("""{"sum":3.5}""", sum.Text);
        Assert.Equal(("It does not work.", true), (failure.Text, failure.IsError));
        await child.TheNextCallWorksAsync();
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task Progress_comes_in_order_and_before_its_result(string revision)
    {
        await using var child = new TestServerChild();
        McpClient client = await child.ConnectAsync(revision);
        var seen = new Recorder();

        await Guard.Soon(client.CallToolAsync("progress", options: new McpCallOptions { Progress = seen }));

        Assert.Equal(Enumerable.Range(1, 50).Select(i => (double)i), seen.Values);
        await child.TheNextCallWorksAsync();
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_refusal_carries_code_and_text(string revision)
    {
        await using var child = new TestServerChild();
        McpClient client = await child.ConnectAsync(revision);

        McpRemoteException error = await Assert.ThrowsAsync<McpRemoteException>(() => Guard.Soon(client.CallToolAsync("nothing")));

        Assert.Equal((McpErrorCodes.InvalidParams, "There is no tool 'nothing'.", McpDisposition.Sent), (error.Code, error.RemoteMessage, error.Disposition));
        await child.TheNextCallWorksAsync();
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_call_that_its_caller_gives_up_ends_with_the_callers_token(string revision)
    {
        await using var child = new TestServerChild();
        McpClient client = await child.ConnectAsync(revision);
        using var cancel = new CancellationTokenSource();
        var begun = new Signal();

        Task<McpToolResult> call = Guard.Soon(client.CallToolAsync("wait", options: new McpCallOptions { Progress = begun }, cancellationToken: cancel.Token));
        await Guard.Soon(begun.Task);
        cancel.Cancel();

        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancel.Token, error.CancellationToken);
        await child.TheNextCallWorksAsync();
    }

    private sealed class Signal : IProgress<McpProgress>
    {
        private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Task => _seen.Task;

        public void Report(McpProgress value) => _seen.TrySetResult();
    }
}
