using System.Diagnostics;
using Mcp.AotSmoke.Server;

namespace Mcp.AotSmoke.Checks;

/// <summary>
/// A server process is killed with requests in flight. Nothing here waits for time to pass: the child tells on standard error what it has
/// received, and its second life stands at a gate until the calls that shall queue have been made.
/// </summary>
internal static class KilledServerChecks
{
    /// <summary>128 + SIGKILL.</summary>
    private const int Killed = 137;

    public static async Task RunAsync(Report report)
    {
        foreach (McpRevision revision in (McpRevision[])[McpRevision.V2025_03_26, McpRevision.V2026_07_28])
            await report.CheckAsync($"killed server in {revision}", () => CheckAsync(revision));
    }

    private static async Task CheckAsync(McpRevision revision)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mcp-aot-smoke-");
        try
        {
            await CheckAsync(revision, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CheckAsync(McpRevision revision, string folder)
    {
        using var gate = new Gate(folder);
        var bothReceived = new CountdownSource(2);
        var child = new McpStdioOptions
        {
            Command = Environment.ProcessPath!,
            Arguments = [SmokeServer.Argument, folder],
            StandardErrorReceived = line => bothReceived.Signal(),
        };
        await using McpClient client = await Connections.ConnectAsync(McpTransport.Stdio(child), revision);
        ISmoke smoke = client.As<ISmoke>();

        Task<List<McpTool>> list = client.ListToolsAsync().ToListAsync().AsTask();
        Task<string> stall = smoke.StallAsync();
        await bothReceived.Reached;
        Kill(Journal.ReadLives(folder)[0]);

        RequireLoss(await LossOfAsync(stall));
        Task<string> queued = smoke.EchoAsync("queued");
        using (await gate.ArrivalAsync())
            Report.Require(!list.IsCompleted && !queued.IsCompleted, "a call ended while the next process had not shaken hands");

        Report.RequireEqual(4, (await list).Count, "the number of tools");
        Report.RequireEqual("queued", await queued, "the queued call's result");
        Report.RequireEqual("next", await smoke.EchoAsync("next"), "the next call's result");
        Report.RequireEqual(0, client.InFlight, "the number of calls in flight");
        RequireJournal(folder);
    }

    private static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }

    private static async Task<McpConnectionException> LossOfAsync(Task<string> call)
    {
        try
        {
            string result = await call;
            Report.Require(false, $"the call in flight ended with '{result}'");
            throw new UnreachableException();
        }
        catch (McpConnectionException error)
        {
            return error;
        }
    }

    private static void RequireLoss(McpConnectionException error)
    {
        Report.RequireEqual(McpDisposition.Sent, error.Disposition, "the disposition");
        Report.RequireEqual("tools/call", error.Method, "the failed method");
        Report.RequireEqual(McpCloseReason.ProcessExited, error.Close.Reason, "the reason");
        Report.RequireEqual(Killed, error.Close.ExitCode, "the exit code");
        Report.RequireEqual(
            "life 1 received stall, life 1 received tools/list",
            string.Join(", ", error.Close.StandardErrorTail.Order(StringComparer.Ordinal)),
            "the tail of standard error");
    }

    private static void RequireJournal(string folder)
    {
        List<Journal.Entry> requests = Journal.Read(folder);
        Report.RequireEqual(2, Journal.ReadLives(folder).Count, "the number of processes");
        Report.RequireEqual("1", LivesThatReceived("stall"), "the lives that received tools/call");
        Report.RequireEqual("1,2", LivesThatReceived("tools/list"), "the lives that received tools/list");
        Report.RequireEqual("2,2", LivesThatReceived("echo"), "the lives that received what came later");
        Report.RequireEqual(requests.Count, requests.Select(request => request.Id).Distinct().Count(), "the number of different ids");

        string LivesThatReceived(string what) => string.Join(',', requests.Where(request => request.What == what).Select(request => request.Life));
    }
}
