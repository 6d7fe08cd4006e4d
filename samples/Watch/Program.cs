using Mcp;
using Spectre.Console;
using Watch;

// The stdio member of the group is this program in its other role.
if (args is ["--serve"])
{
    await DemoServer.Create(mayDie: true).ServeStdioAsync();
    return 0;
}

using var stop = new CancellationTokenSource();
if (args is ["--seconds", string seconds])
    stop.CancelAfter(TimeSpan.FromSeconds(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)));
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

await using Servers servers = Servers.Start();
await using McpClientGroup group = await McpClientGroup.ConnectAsync(servers.All, stop.Token);
var load = new Load(group);
Task working = Task.WhenAll(load.RunAsync(callersEach: 8, stop.Token), Faults.RunAsync(servers, group, load, stop.Token));
await Screen.ShowAsync(AnsiConsole.Console, group, load, stop.Token);
await working;
return 0;
