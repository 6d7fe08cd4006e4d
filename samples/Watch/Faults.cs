using Mcp;

namespace Watch;

/// <summary>Does something to one of the servers every few seconds.</summary>
internal static class Faults
{
    public static async Task RunAsync(Servers servers, McpClientGroup group, Load load, CancellationToken stop)
    {
        (string Server, string Fault, Func<Task> Do)[] faults =
        [
            ("process", "its process dies", () => DieAsync(group, stop)),
            ("single", "the connection is reset", () => AtOnce(servers.Single.Reset)),
            ("pool", "nothing is forwarded", () => WhileAsync(servers.Pooled.Stall(), stop)),
            ("single", "connections are refused", () => RefuseAsync(servers, stop)),
            ("pool", "half an answer, then a reset", () => AtOnce(servers.Pooled.CutNextAnswer)),
        ];
        try
        {
            for (int next = 0; ; next = (next + 1) % faults.Length)
            {
                await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, stop);
                (string server, string fault, Func<Task> act) = faults[next];
                load.Of(server).Fault = fault;
                await act();
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, stop);
                load.Of(server).Fault = "";
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the show.
        }
    }

    private static async Task DieAsync(McpClientGroup group, CancellationToken stop)
    {
        try
        {
            await group.CallToolAsync("process__die", cancellationToken: stop);
        }
        catch (McpConnectionException)
        {
            // That is what it is for.
        }
    }

    private static async Task RefuseAsync(Servers servers, CancellationToken stop)
    {
        servers.Single.Refuse();
        servers.Single.Reset();
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, stop);
        }
        finally
        {
            servers.Single.Accept();
        }
    }

    private static async Task WhileAsync(IDisposable fault, CancellationToken stop)
    {
        using (fault)
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, stop);
    }

    private static Task AtOnce(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
