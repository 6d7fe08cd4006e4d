using Mcp;
using Mcp.Interop;

if (args is not [string modules, string pins, string fresh])
{
    Console.Error.WriteLine("usage: Mcp.Interop <node_modules> <committed pins> <fresh pins>");
    return 2;
}

var report = new Report();
McpRevision[] stateful = [.. McpRevision.Known.Where(revision => revision.Era == McpEra.Stateful).OrderBy(revision => revision.Date, StringComparer.Ordinal)];
foreach (McpRevision revision in stateful)
    await new EverythingServer(report, revision, modules).RunAsync();
await new SmallServers(report, modules).RunAsync();
await new Gateway(report, modules).RunAsync();
await new Pins(report, pins, fresh).RunAsync();
Console.WriteLine($"{report.Passed} passed, {report.Failed} failed");
return report.Failed == 0 && report.Passed > 0 ? 0 : 1;
