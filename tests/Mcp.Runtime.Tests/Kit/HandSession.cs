using Mcp.Options;
using Mcp.Sessions;
using Mcp.Transports;

namespace Mcp.Runtime.Tests.Kit;

/// <summary>A client's session over two streams that the test moves by hand, on its own thread and clock: nothing happens unasked.</summary>
internal sealed class HandSession : ISessionObserver, IDisposable
{
    public static readonly McpMethod<string, McpJson> Echo = new("echo", Write, McpJson.Read);
    public static readonly McpNotificationMethod<string> Note = new("note", Write);

    public HandSession(int maxInFlight = 1024, int outboundBytes = 4 * 1024 * 1024, bool stateless = false, Func<IConnection, IConnection>? wrap = null)
    {
        RuntimeServices services = TestServices.With(Pool, Scheduler, Time, outboundBytes: outboundBytes);
        services.Limits.MaxInFlight = maxInFlight;
        Settings = new SessionSettings { Name = "c", Version = "1", Revisions = [stateless ? McpRevision.V2026_07_28 : McpRevision.V2025_03_26] };
        Slots = new SlotTable(maxInFlight);
        services.Sweeper.Watch(Slots);
        var connection = new StreamConnection(services, Input, Output);
        Session = new Session(services, Settings, wrap?.Invoke(connection) ?? connection, Slots, ClientEra.For(Settings), this);
        Session.Start();
        Scheduler.RunAll();
    }

    public CountingPool Pool { get; } = new();

    public ManualScheduler Scheduler { get; } = new();

    public ManualTime Time { get; } = new();

    public GatedStream Output { get; } = new();

    public FedStream Input { get; } = new();

    public SessionSettings Settings { get; }

    public SlotTable Slots { get; }

    public Session Session { get; }

    public McpCloseInfo? Close { get; private set; }

    /// <summary>What was written, one frame each.</summary>
    public string[] Frames => string.Concat(Output.Writes).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public Task<McpJson> Call(string text, McpCallOptions options = default, CancellationToken cancellationToken = default) =>
        Session.Peer.InvokeAsync(Echo, text, options, cancellationToken).AsTask();

    /// <summary>Lets the pending write, and all that follow, through.</summary>
    public void Pass()
    {
        Output.IsOpen = true;
        Output.Pass();
        Scheduler.RunAll();
    }

    public void Advance(double seconds)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        Scheduler.RunAll();
    }

    public void Answer(int id, string result = "{}")
    {
        Input.Feed($$"""{"jsonrpc":"2.0","id":{{id}},"result":{{result}}}""");
        Scheduler.RunAll();
    }

    public void OnSessionClosed(Session session, McpCloseInfo close) => Close = close;

    public void OnNotification(McpNotification notification)
    {
    }

    public void Dispose()
    {
        Session.Connection.Abort(new McpCloseInfo(McpCloseReason.ClientClosed));
        if (!Output.IsOpen && Output.IsPending)
            Output.Break(new IOException("closed"));
        for (int i = 0; i < 20 && Close is null; i++)
            Advance(1);
        Assert.NotNull(Close);
        Assert.Equal(0, Slots.InFlight);
        Pool.AssertNothingIsOut();
    }

    private static void Write(McpJsonWriter writer, string text)
    {
        writer.StartObject();
        writer.Name("\"text\":"u8);
        writer.WriteString(text);
        writer.EndObject();
    }
}
