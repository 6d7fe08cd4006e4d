using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Mcp.Behaviour.Tests.Faults.Kit;
using Microsoft.Extensions.Logging;

namespace Mcp.Behaviour.Tests.Neutral;

/// <summary>The wire tap, and what logs may say.</summary>
public sealed class WireTapTests
{
    private const string Secret = "s3cr3t-value";

    [Fact]
    public async Task An_observer_sees_every_frame_of_both_directions_with_its_connection()
    {
        var seen = new Frames();
        await using (McpClient client = await NeutralClient.ConnectAsync("2025-11-25", options => options.CallObserver = seen))
            await client.PingAsync();

        Assert.Equal(
            ["> \"method\":\"initialize\"", "< \"result\"", "> \"method\":\"notifications/initialized\"", "> \"method\":\"ping\"", "< \"result\""],
            seen.All.Select(frame => frame.Brief));
        Assert.Single(seen.All.Select(frame => frame.Info.Connection).Distinct());
        Assert.All(seen.All, frame => Assert.Equal("neutral-server", frame.Info.Target));
    }

    [Fact]
    public async Task A_server_can_be_tapped_as_well_and_a_tap_that_throws_harms_nobody()
    {
        var log = new EventLog();
        var seen = new Frames { Throws = true };
        var server = new McpServer(new McpServerOptions { CallObserver = seen, LoggerFactory = log, TimeProvider = new StoppedTime(), Handlers = { new TestServer.NeutralServer().Table() } });
        var options = new McpClientOptions { CallObserver = seen, LoggerFactory = log, TimeProvider = new StoppedTime() };

        await using (McpClient client = await McpClient.ConnectAsync(server.AsTransport(), options))
            await client.PingAsync();

        Assert.Equal(10, seen.All.Count);
        // One a second for each connection, and no second passes.
        Assert.Equal(2, log.Count(1207));
        Assert.Equal(2, seen.All.Select(frame => frame.Info.Connection).Distinct().Count());
    }

    [Fact]
    public async Task The_wire_log_says_what_frames_are_and_only_on_demand_what_they_say_without_what_is_named_a_secret()
    {
        string quiet = await LogOfAsync(payloads: false);
        string open = await LogOfAsync(payloads: true);

        Match call = Regex.Match(quiet, @"-> request tools/call (\d+) \(\d+ B\)");
        Assert.True(call.Success, quiet);
        Assert.Contains($"<- result {call.Groups[1].Value} (", quiet, StringComparison.Ordinal);
        Assert.DoesNotContain("visible", quiet, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, quiet, StringComparison.Ordinal);
        Assert.Contains("\"message\":\"visible\"", open, StringComparison.Ordinal);
        Assert.Contains("\"api_key\":\"***\"", open, StringComparison.Ordinal);
        Assert.Contains("\"x/Authorization\":\"***\"", open, StringComparison.Ordinal);
        Assert.Matches("\"progressToken\":\\d", open);
        Assert.DoesNotContain(Secret, open, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_frame_is_one_line_whatever_it_says(bool payloads)
    {
        using var wire = new StringWriter { NewLine = "|" };

        McpWireLog.To(wire, payloads).OnReceived(
            new McpFrameInfo("target", 1, DateTimeOffset.UnixEpoch),
            Encoding.UTF8.GetBytes("{\"jsonrpc\":\"2.0\",\"method\":\"a\\n\\u001b[31m\\u2028b\u2028c\u2029d\u0085\",\"params\":{\"maxTokens\":7,\"tokens\":8}}"));

        string line = wire.ToString();
        Assert.EndsWith("|", line, StringComparison.Ordinal);
        Assert.DoesNotContain(line, static character => char.IsControl(character) || character is '\u2028' or '\u2029');
        if (payloads)
            Assert.Contains("\"params\":{\"maxTokens\":7,\"tokens\":\"***\"}", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_log_from_debug_on_says_what_is_in_arguments_metadata_environment_or_results()
    {
        using var log = new LevelLog(LogLevel.Debug);
        var options = new McpClientOptions { LoggerFactory = log, CallObserver = McpWireLog.To(log, logPayloads: true) };
        var transport = McpTransport.Stdio(new McpStdioOptions
        {
            Command = ChildProgram.Host,
            Arguments = [ChildProgram.TestServer],
            EnvironmentVariables = { ["MY_SECRET"] = Secret },
        });

        await using (McpClient client = await Guard.Soon(McpClient.ConnectAsync(transport, options)))
        {
            await Guard.Soon(CallAsync(client));
            await Assert.ThrowsAsync<McpRemoteException>(() => client.CallToolAsync("no-such-tool", McpJson.Parse($$"""{"a":"{{Secret}}"}""")).AsTask());
            await Assert.ThrowsAsync<McpRemoteException>(() => client.GetPromptAsync("none", new Dictionary<string, string> { ["a"] = Secret }).AsTask());
        }

        Assert.NotEmpty(log.Lines);
        Assert.All(log.Lines, line => Assert.DoesNotContain(Secret, line, StringComparison.Ordinal));
    }

    private static ValueTask<McpToolResult> CallAsync(McpClient client) => client.CallToolAsync(
        "echo",
        McpJson.Parse($$"""{"message":"visible","api_key":"{{Secret}}"}"""),
        new McpCallOptions
        {
            Progress = McpProgress.Handler(_ => { }),
            Meta = new Dictionary<string, McpJson> { ["x/Authorization"] = McpJson.FromString(Secret) },
        });

    private static async Task<string> LogOfAsync(bool payloads)
    {
        using var wire = new StringWriter();
        await using (McpClient client = await NeutralClient.ConnectAsync("2025-06-18", options => options.CallObserver = McpWireLog.To(wire, payloads)))
            await CallAsync(client);
        return wire.ToString();
    }

    private sealed class StoppedTime : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }

    private sealed class Frames : IMcpCallObserver
    {
        public bool Throws { get; init; }

        public ConcurrentQueue<(string Brief, McpFrameInfo Info)> All { get; } = new();

        public void OnSent(in McpFrameInfo frame, ReadOnlySpan<byte> utf8) => Add('>', frame, utf8);

        public void OnReceived(in McpFrameInfo frame, ReadOnlySpan<byte> utf8) => Add('<', frame, utf8);

        private void Add(char direction, McpFrameInfo info, ReadOnlySpan<byte> utf8)
        {
            string text = Encoding.UTF8.GetString(utf8);
            string? method = McpJson.Parse(utf8).TryGetProperty("method", out McpJson name) ? $"\"method\":{name}" : null;
            All.Enqueue(($"{direction} {method ?? (text.Contains("\"result\"", StringComparison.Ordinal) ? "\"result\"" : text)}", info));
            if (Throws)
                throw new InvalidOperationException("a faulty tap");
        }
    }

    /// <summary>A log that is on from a level on and keeps every word: text, values and errors.</summary>
    private sealed class LevelLog(LogLevel level) : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public bool IsEnabled(LogLevel logLevel) => logLevel >= level;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Lines.Enqueue($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
