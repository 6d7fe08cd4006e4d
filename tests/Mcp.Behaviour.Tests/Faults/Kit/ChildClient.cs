using System.Diagnostics;
using System.Globalization;
using Mcp.Options;

namespace Mcp.Behaviour.Tests.Faults.Kit;

/// <summary>
/// A client of a real child process: connects, keeps what is logged, and at the end checks that nothing is in flight, no
/// buffer lent and no process alive.
/// </summary>
internal abstract class ChildClient : IAsyncDisposable
{
    private readonly string[] _command;
    private McpClient? _client;

    protected ChildClient(params string[] command) => _command = command;

    public EventLog Log { get; } = new();

    /// <summary>How the process is started and ended; set before connecting.</summary>
    public McpStdioOptions Stdio { get; } = new();

    public LentBuffers Buffers { get; } = new();

    public McpClient Client => _client!;

    /// <summary>The processes that were started, in order.</summary>
    public IReadOnlyList<int> ProcessIds => [.. Log.Of(EventLog.ProcessStarted).Select(started => Convert.ToInt32(started.Values["ProcessId"], CultureInfo.InvariantCulture))];

    public async Task<McpClient> ConnectAsync(string revision = "2025-03-26", Action<McpClientOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        var options = new McpClientOptions { LoggerFactory = Log };
        options.ProtocolVersions.Add(McpRevision.Known.Single(known => known.Date == revision));
        configure?.Invoke(options);
        RuntimeServices services = McpClient.ServicesFor(options.TimeProvider, Log, options.Limits) with { Buffers = Buffers };
        Stdio.Command = ChildProgram.Host;
        Stdio.Arguments = _command;
        _client = await Guard.Soon(McpClient.ConnectAsync(McpTransport.Stdio(Stdio), options, services, cancellationToken));
        return _client;
    }

    /// <summary>A call that fails must not spoil the next one.</summary>
    public async Task TheNextCallWorksAsync()
    {
        Assert.Equal("next", await EchoAsync("next"));
        Assert.Equal(0, Client.InFlight);
    }

    public async Task<string> EchoAsync(string message) =>
        (await Guard.Soon(Client.CallToolAsync("echo", McpJson.Parse($$"""{"message":{{McpJson.FromString(message)}}}""")))).Text;

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await Guard.Soon(_client.DisposeAsync().AsTask());
            Assert.Equal(0, _client.InFlight);
            Assert.Equal(0, Buffers.Outstanding);
        }

        Assert.All(ProcessIds, id => Assert.False(IsAlive(id), $"Process {id} is still alive."));
        Clean();
    }

    public static bool IsAlive(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    protected virtual void Clean()
    {
    }
}
