using System.Globalization;
using Mcp;
using Spectre.Console;

namespace Watch;

/// <summary>The table that is drawn four times a second; where the output is no terminal, a few lines each second instead.</summary>
internal static class Screen
{
    private static readonly string[] Columns = ["server", "state", "connections", "in flight", "done", "failed", "median", "99 %", "what happens", "last failure"];

    public static async Task ShowAsync(IAnsiConsole console, McpClientGroup group, Load load, CancellationToken stop)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            while (await NextAsync(TimeSpan.FromSeconds(1), stop))
                foreach (string[] row in Rows(group, load))
                    Console.WriteLine(string.Join("  ", row));
            return;
        }

        await console.Live(Draw(group, load)).StartAsync(async context =>
        {
            while (await NextAsync(TimeSpan.FromMilliseconds(250), stop))
                context.UpdateTarget(Draw(group, load));
        });
    }

    private static Table Draw(McpClientGroup group, Load load)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (string column in Columns)
            table.AddColumn(column);
        foreach (string[] row in Rows(group, load))
            table.AddRow([row[0], $"[{ColorOf(row[1])}]{row[1]}[/]", .. row[2..].Select(Markup.Escape)]);
        return table;
    }

    private static IEnumerable<string[]> Rows(McpClientGroup group, Load load)
    {
        foreach (McpGroupMember member in group.Members)
        {
            Tally tally = load.Of(member.Name);
            (long done, long failed, string last) = tally.Count;
            (double median, double tail) = tally.Latency;
            yield return
            [
                member.Name,
                member.State.ToString(),
                Text(member.Connections.Count),
                Text(member.Connections.Sum(connection => connection.InFlight)),
                Text(done),
                Text(failed),
                $"{median.ToString("0", CultureInfo.InvariantCulture)} ms",
                $"{tail.ToString("0", CultureInfo.InvariantCulture)} ms",
                tally.Fault,
                last.Length > 60 ? last[..60] + "…" : last,
            ];
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string ColorOf(string state) => state switch
    {
        nameof(McpClientState.Ready) => "green",
        nameof(McpClientState.Faulted) or nameof(McpClientState.Closed) => "red",
        _ => "yellow",
    };

    private static async Task<bool> NextAsync(TimeSpan pause, CancellationToken stop)
    {
        try
        {
            await Task.Delay(pause, TimeProvider.System, stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
