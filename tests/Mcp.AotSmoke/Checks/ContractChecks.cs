namespace Mcp.AotSmoke.Checks;

/// <summary>One contract, unchanged, over every connection and every revision.</summary>
internal static class ContractChecks
{
    private static readonly McpRevision[] Revisions = [McpRevision.V2024_11_05, McpRevision.V2025_03_26, McpRevision.V2026_07_28];

    /// <summary>What a program does that only wants one answer.</summary>
    public static async Task<string> FirstResultAsync()
    {
        await using McpClient client = await McpClient.ConnectAsync(Connections.Child());
        return await client.As<ISmoke>().EchoAsync("hello");
    }

    public static async Task RunAsync(Report report)
    {
        foreach ((string connection, Func<McpTransport> open) in Connections.All)
        {
            foreach (McpRevision revision in Revisions)
                await report.CheckAsync($"contract over {connection} in {revision}", () => CheckAsync(open(), revision));
        }
    }

    private static async Task CheckAsync(McpTransport transport, McpRevision revision)
    {
        await using McpClient client = await Connections.ConnectAsync(transport, revision);
        ISmoke smoke = client.As<ISmoke>();

        Report.RequireEqual("smoke", client.ServerInfo.Name, "the server's name");
        Report.RequireEqual("echo,forecast,ask,stall", string.Join(',', (await client.ListToolsAsync().ToListAsync()).Select(tool => tool.Name)), "the list of tools");
        Report.RequireEqual("héllo \"you\"", await smoke.EchoAsync("héllo \"you\""), "the text");
        Report.RequireEqual(new Forecast("Lisboa", 38.75, true), await smoke.ForecastAsync(new Place("Lisboa", 38.75)), "the record");
        Report.RequireEqual(0, client.InFlight, "the number of calls in flight");
    }
}
