using Mcp.Options;
using Mcp.Runtime.Tests.Kit;
using Mcp.Transports;
using Mcp.Transports.InProcess;

namespace Mcp.Runtime.Tests.Transports;

public sealed class InProcessTests : IDisposable
{
    private readonly CountingPool _pool = new();
    private readonly ManualScheduler _scheduler = new();
    private readonly RuntimeServices _services;
    private readonly RecordingSink _clientSink = new();
    private readonly RecordingSink _serverSink = new();
    private readonly InProcessConnection _client;
    private readonly InProcessConnection _server;

    public InProcessTests()
    {
        _services = TestServices.With(_pool, _scheduler);
        (_client, _server) = InProcessConnection.CreatePair(_services, _services);
    }

    [Fact]
    public void Frames_arrive_whole_in_order_and_never_on_the_senders_stack()
    {
        StartBoth();
        for (int i = 0; i < 200; i++)
            Send(_client, $"{i}\n{i}", i + 1);

        Assert.Empty(_serverSink.Frames);
        _scheduler.RunAll();
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i}\n{i}"), _serverSink.Frames);
    }

    [Fact]
    public void Both_directions_are_independent()
    {
        StartBoth();
        _serverSink.Framed = text => Send(_server, "re: " + text);
        Send(_client, "a", 1);
        Send(_server, "b", 1);
        _scheduler.RunAll();

        Assert.Equal(["a"], _serverSink.Frames);
        Assert.Equal(["b", "re: a"], _clientSink.Frames);
    }

    [Fact]
    public void A_request_that_was_given_up_before_it_left_does_not_arrive()
    {
        StartBoth();
        _clientSink.Allows = id => id != 2;
        Send(_client, "one", 1);
        Send(_client, "two", 2);
        Send(_client, "three", 3);
        _scheduler.RunAll();

        Assert.Equal(["one", "three"], _serverSink.Frames);
    }

    [Fact]
    public void What_comes_before_the_peer_listens_waits_for_it()
    {
        _client.Start(_clientSink);
        Send(_client, "early", 1);
        _scheduler.RunAll();
        _server.Start(_serverSink);
        _scheduler.RunAll();

        Assert.Equal(["early"], _serverSink.Frames);
    }

    [Fact]
    public async Task Closing_delivers_what_is_queued_and_ends_both()
    {
        StartBoth();
        Send(_client, "one", 1);
        Task closed = _client.CloseAsync();
        Send(_client, "late", 2);
        _ = _client.CloseAsync();
        _scheduler.RunAll();

        Assert.True(closed.IsCompletedSuccessfully);
        Assert.Equal(["one"], _serverSink.Frames);
        Assert.Equal(McpCloseReason.PeerClosed, (await _serverSink.Closed).Reason);
        Assert.Equal(McpCloseReason.ClientClosed, (await _clientSink.Closed).Reason);
        Assert.True(_server.Closed.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Aborting_drops_what_is_queued_both_ways()
    {
        StartBoth();
        Send(_client, "one", 1);
        Send(_server, "two", 1);
        _client.Abort(new McpCloseInfo(McpCloseReason.ProtocolError));
        _client.Abort(new McpCloseInfo(McpCloseReason.IoError));
        _scheduler.RunAll();

        Assert.Empty(_serverSink.Frames);
        Assert.Empty(_clientSink.Frames);
        Assert.Equal(McpCloseReason.ProtocolError, (await _clientSink.Closed).Reason);
        Assert.Equal(McpCloseReason.PeerClosed, (await _serverSink.Closed).Reason);
    }

    [Fact]
    public async Task Closing_from_inside_a_frame_ends_after_that_frame()
    {
        StartBoth();
        _serverSink.Framed = text => _ = _server.CloseAsync();
        Send(_client, "one", 1);
        _scheduler.RunAll();

        Assert.Equal(McpCloseReason.ClientClosed, (await _serverSink.Closed).Reason);
        Assert.Equal(McpCloseReason.PeerClosed, (await _clientSink.Closed).Reason);
    }

    [Fact]
    public async Task An_end_that_came_before_the_start_is_told_at_the_start()
    {
        _client.Start(_clientSink);
        _client.Abort(new McpCloseInfo(McpCloseReason.ClientClosed));
        _scheduler.RunAll();
        _server.Start(_serverSink);
        _scheduler.RunAll();

        Assert.Equal(McpCloseReason.PeerClosed, (await _serverSink.Closed).Reason);
    }

    [Fact]
    public async Task Each_connect_of_the_transport_gives_the_server_an_end_of_its_own()
    {
        var accepted = new List<IConnection>();
        var transport = new InProcessTransport("inside", (connection, _) =>
        {
            connection.Start(_serverSink);
            accepted.Add(connection);
            return default;
        });

        IConnection client = await transport.OpenAsync(_services, CancellationToken.None);
        client.Start(_clientSink);
        Send(client, "hello", 1);
        _scheduler.RunAll();

        Assert.Equal(["hello"], _serverSink.Frames);
        Assert.Single(accepted);
        Assert.Equal("inside", transport.Description);
    }

    [Fact]
    public async Task A_server_that_cannot_be_attached_is_a_failed_connect()
    {
        var cause = new InvalidOperationException("no");
        var transport = new InProcessTransport("inside", (_, _) => throw cause);

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(
            () => transport.OpenAsync(_services, CancellationToken.None).AsTask());

        Assert.Equal(McpCloseReason.ConnectFailed, error.Close.Reason);
        Assert.Equal(McpDisposition.NotSent, error.Disposition);
        Assert.Same(cause, error.InnerException);
        _scheduler.RunAll();
    }

    public void Dispose()
    {
        _pool.AssertNothingIsOut();
        Assert.Null(_clientSink.BrokenPromise);
        Assert.Null(_serverSink.BrokenPromise);
        _services.Sweeper.Dispose();
    }

    private void StartBoth()
    {
        _client.Start(_clientSink);
        _server.Start(_serverSink);
    }

    private void Send(IConnection connection, string text, int requestId = 0) => connection.Send(TestServices.Frame(_pool, text, requestId));
}
