using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Mcp.Transports;

namespace Mcp.Http.Tests.Kit;

internal sealed record SinkEvent(string Kind, string Text = "", int Id = 0, McpException? Error = null, McpCloseInfo? Close = null)
{
    public McpConnectionException Lost => Assert.IsType<McpConnectionException>(Error);
}

/// <summary>Keeps what a connection delivers, in order.</summary>
internal sealed class RecordingSink : IFrameSink
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);
    private readonly Channel<SinkEvent> _events = Channel.CreateUnbounded<SinkEvent>();

    public ConcurrentBag<int> Sent { get; } = [];

    public HashSet<int> GivenUp { get; } = [];

    /// <summary>Runs when a request has just begun to count as sent.</summary>
    public Action<int>? WhenSent { get; set; }

    public void OnFrame(ReadOnlySpan<byte> frame) => Add(new("frame", Encoding.UTF8.GetString(frame)));

    public bool OnSending(int requestId)
    {
        Sent.Add(requestId);
        WhenSent?.Invoke(requestId);
        return !GivenUp.Contains(requestId);
    }

    public void OnExchangeFailed(int requestId, McpException error) => Add(new("failed", error.Message, requestId, error));

    public void OnNoise(string what) => Add(new("noise", what));

    public void OnClosed(McpCloseInfo close)
    {
        Add(new("closed", close.ToString(), Close: close));
        _events.Writer.Complete();
    }

    /// <summary>The next thing that came; the limit only turns a hang into a failure.</summary>
    public async Task<SinkEvent> NextAsync() => await _events.Reader.ReadAsync().AsTask().WaitAsync(Hang);

    public async Task<string> FrameAsync()
    {
        SinkEvent next = await NextAsync();
        Assert.True(next.Kind == "frame", $"{next.Kind}: {next.Text}");
        return next.Text;
    }

    public async Task<SinkEvent> FailureAsync()
    {
        SinkEvent next = await NextAsync();
        Assert.True(next.Kind == "failed", $"{next.Kind}: {next.Text}");
        return next;
    }

    /// <summary>What nobody asked for.</summary>
    public List<SinkEvent> Rest()
    {
        var rest = new List<SinkEvent>();
        while (_events.Reader.TryRead(out SinkEvent? next))
            rest.Add(next);
        return rest;
    }

    private void Add(SinkEvent item) => Assert.True(_events.Writer.TryWrite(item), $"{item.Kind} after the end: {item.Text}");
}
