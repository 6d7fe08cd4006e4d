using System.Diagnostics;
using System.Globalization;
using Mcp.Bench.Measuring;
using Microsoft.Extensions.Logging;

namespace Mcp.Bench.Faults;

/// <summary>A server process is killed with a hundred calls in flight: how long until the last of them has failed?</summary>
internal static class KilledTable
{
    private const int Calls = 100;

    private static readonly McpMethod<McpJson, McpJson> Call = new("tools/call", static (writer, value) => writer.WriteJson(value), McpJson.Read);
    private static readonly McpMethod<McpJson, McpJson> Ping = new("ping", static (writer, value) => writer.WriteJson(value), McpJson.Read);

    public static async Task RunAsync(int rounds)
    {
        // The first two pay for the compiler.
        for (int i = 0; i < 2; i++)
            await MeasureAsync();
        var times = new List<double>();
        for (int i = 0; i < rounds; i++)
            times.Add(await MeasureAsync());
        Console.WriteLine($"killed with {Calls} calls in flight: {Spread.Of(times).ToString("0.00")} ms from the kill to the last settled call, {rounds} rounds");
    }

    private static async Task<double> MeasureAsync()
    {
        var starts = new ProcessStarts();
        string server = Path.Combine(AppContext.BaseDirectory, "children", "Mcp.FaultServer", "Mcp.FaultServer.dll");
        var options = new McpClientOptions { LoggerFactory = starts, Reconnect = new McpReconnectOptions { Enabled = false } };
        await using McpClient client = await McpClient.ConnectAsync(McpTransport.Stdio("dotnet", server, "serve --mute tools/call"), options);
        Task<bool>[] calls = [.. Enumerable.Range(0, Calls).Select(_ => IsLostAsync(client))];
        // Its answer shows that the server has read everything before it.
        await client.InvokeAsync(Ping, McpJson.EmptyObject);
        using Process process = Process.GetProcessById(starts.ProcessId);
        long start = Stopwatch.GetTimestamp();
        process.Kill();
        bool[] lost = await Task.WhenAll(calls);
        double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return lost.All(all => all) ? elapsed : throw new InvalidOperationException("A call ended otherwise than by the loss of its process.");
    }

    private static async Task<bool> IsLostAsync(McpClient client)
    {
        try
        {
            await client.InvokeAsync(Call, McpJson.EmptyObject);
            return false;
        }
        catch (McpConnectionException lost)
        {
            return lost.Close is { Reason: McpCloseReason.ProcessExited, ExitCode: not null };
        }
    }

    /// <summary>Hears which process the transport started.</summary>
    private sealed class ProcessStarts : ILoggerFactory, ILogger
    {
        public int ProcessId { get; private set; }

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            foreach ((string name, object? value) in state as IReadOnlyList<KeyValuePair<string, object?>> ?? [])
            {
                if (name == "ProcessId")
                    ProcessId = Convert.ToInt32(value, CultureInfo.InvariantCulture);
            }
        }

        public void Dispose()
        {
        }
    }
}
