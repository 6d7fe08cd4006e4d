using System.Diagnostics;
using Mcp;
using Mcp.AotSmoke;
using Mcp.AotSmoke.Checks;
using Mcp.AotSmoke.Server;

// One native program that is both sides: the checks start it again as their server.
if (args is [SmokeServer.Argument, ..])
    return await SmokeServer.RunAsync(args[1..]);

using var self = Process.GetCurrentProcess();
DateTimeOffset started = self.StartTime.ToUniversalTime();
string first = await ContractChecks.FirstResultAsync();
double untilFirst = (TimeProvider.System.GetUtcNow() - started).TotalMilliseconds;

var report = new Report();
await report.CheckAsync("native code", NativeCheck.RunAsync);
await ContractChecks.RunAsync(report);
await InputChecks.RunAsync(report);
await JsonChecks.RunAsync(report);
await KilledServerChecks.RunAsync(report);
Console.WriteLine($"size        {new FileInfo(Environment.ProcessPath!).Length:N0} bytes");
Console.WriteLine($"first       {untilFirst:F0} ms from the start of this process to '{first}' of a child server");
Console.WriteLine($"{report.Passed} passed, {report.Failed} failed");
return report.Failed == 0 ? 0 : 1;
