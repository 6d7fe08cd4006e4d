namespace Mcp.AotSmoke.Checks;

/// <summary>A server asks back, by a request of its own or through its result; the same handler answers, and the caller cannot tell.</summary>
internal static class InputChecks
{
    public static async Task RunAsync(Report report)
    {
        foreach ((string connection, Func<McpTransport> open) in Connections.All)
        {
            await report.CheckAsync($"sampling as a peer request over {connection}", () => CheckAsync(open(), McpRevision.V2025_03_26, "none", legs: 1));
            await report.CheckAsync($"sampling as required input over {connection}", () => CheckAsync(open(), McpRevision.V2026_07_28, "untouched", legs: 3));
        }
    }

    private static async Task CheckAsync(McpTransport transport, McpRevision revision, string state, int legs)
    {
        var sampler = new Sampler();
        await using McpClient client = await Connections.ConnectAsync(transport, revision, sampler);
        ISmoke smoke = client.As<ISmoke>();

        Asked asked = await smoke.AskAsync("why \"me\"?");

        Report.RequireEqual(state, asked.State, "the server's state");
        Report.RequireEqual("answer to why \"me\"?", asked.Answer, "the answer");
        Report.RequireEqual(legs, asked.RequestIds.Count, "the number of requests");
        Report.RequireEqual(legs, asked.RequestIds.Distinct().Count(), "the number of different ids");
        Report.RequireEqual(revision.Date, string.Join(',', sampler.Answered), "the revisions the handler was asked in");
        Report.RequireEqual("next", await smoke.EchoAsync("next"), "the next call's result");
        Report.RequireEqual(0, client.InFlight, "the number of calls in flight");
    }
}
