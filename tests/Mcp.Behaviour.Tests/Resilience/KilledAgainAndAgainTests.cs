using Mcp.Behaviour.Tests.Faults.Kit;

namespace Mcp.Behaviour.Tests.Resilience;

/// <summary>A server process that is killed after every few messages, under many callers: what the client was told is what the server remembers.</summary>
public sealed class KilledAgainAndAgainTests
{
    private const int Callers = 50;
    private const int CallsEach = 6;

    [Fact]
    public async Task Every_list_completes_and_each_tool_call_ends_once_as_the_servers_journal_says()
    {
        // Each life takes twenty messages, the handshake's two among them, and is killed by the next one.
        await using var child = new FaultChild("serve --after-frames 21", laterLives: "serve --after-frames 21");
        await child.ConnectAsync(configure: options =>
        {
            options.MaxRetries = 1_000;
            options.RetryBudget = 1_000_000;
            options.Reconnect.MaxAttempts = 1_000;
            options.Reconnect.CrashLoopExits = int.MaxValue;
            options.Reconnect.QueueWhileDisconnected = 1_000;
            options.Reconnect.BackoffBase = options.Reconnect.BackoffMax = TimeSpan.FromMilliseconds(1);
        });

        (string Message, string Outcome)[][] outcomes = await Guard.Soon(Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => CallAsync(child.Client, caller))));

        Dictionary<string, int> executed = child.Journal.Read().Where(received => received.Method == "tools/call")
            .GroupBy(received => received.At("params", "arguments", "message")!.Trim('"')).ToDictionary(group => group.Key, group => group.Count());
        (string Message, string Outcome)[] all = [.. outcomes.SelectMany(each => each)];
        Assert.Equal(Callers * CallsEach, all.Select(call => call.Message).Distinct().Count());
        Assert.All(all, call => Assert.InRange(executed.GetValueOrDefault(call.Message), call.Outcome == "answered" ? 1 : 0, 1));
        Assert.All(all.Where(call => call.Outcome == "NotSent"), call => Assert.False(executed.ContainsKey(call.Message)));
        Assert.Contains(all, call => call.Outcome == "answered");
        Assert.Contains(all, call => call.Outcome == "Sent");
        Assert.InRange(child.Journal.Lives, 10, 1_000);
        Assert.Equal(0, child.Client.InFlight);
    }

    private static async Task<(string, string)[]> CallAsync(McpClient client, int caller)
    {
        var outcomes = new List<(string, string)>();
        for (int i = 0; i < CallsEach; i++)
        {
            // What may be read twice is answered, however often its server is killed.
            Assert.Equal(2, (await client.ListToolsAsync().ToListAsync()).Count);
            string message = $"{caller}-{i}";
            try
            {
                McpToolResult result = await client.CallToolAsync("echo", McpJson.Parse($$"""{"message":"{{message}}"}"""));
                Assert.Equal(message, result.Text);
                outcomes.Add((message, "answered"));
            }
            catch (McpConnectionException lost)
            {
                outcomes.Add((message, lost.Disposition.ToString()));
            }
        }

        return [.. outcomes];
    }
}
