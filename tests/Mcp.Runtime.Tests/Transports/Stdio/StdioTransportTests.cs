using Mcp.Options;
using Mcp.Runtime.Tests.Kit;
using Mcp.Transports;
using Mcp.Transports.Stdio;

namespace Mcp.Runtime.Tests.Transports.Stdio;

public sealed class StdioTransportTests : IDisposable
{
    private const int SigKill = 128 + 9;
    private const int SigTerm = 128 + 15;
    private const int SigSegv = 128 + 11;

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BeyondTheTest = TimeSpan.FromHours(1);

    private readonly CountingPool _pool = new();
    private readonly RuntimeServices _services;
    private readonly RecordingSink _sink = new();
    private readonly FaultServerProcess _server = new();

    public StdioTransportTests() => _services = TestServices.With(_pool);

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("kill-self", SigKill)]
    [InlineData("signal 11", SigSegv)]
    public async Task The_end_of_a_process_tells_its_code_and_its_last_words(string end, int code)
    {
        await OpenAsync(_server.Options($"stderr-lines 100; {end}"));
        McpCloseInfo close = await _sink.Closed;

        Assert.Equal(McpCloseReason.ProcessExited, close.Reason);
        Assert.Equal(code, close.ExitCode);
        Assert.Equal(Enumerable.Range(37, 64).Select(i => $"line {i}"), close.StandardErrorTail);
    }

    [Fact]
    public async Task A_call_goes_out_and_its_answer_comes_back()
    {
        IConnection connection = await OpenAsync(_server.Options("serve"));
        connection.Send(TestServices.Frame(_pool, """{"jsonrpc":"2.0","id":1,"method":"ping"}""", 1));
        await _sink.FramesAsync(1);
        await connection.CloseAsync().WaitAsync(TestServices.HangLimit);

        Assert.Equal(["""{"jsonrpc":"2.0","id":1,"result":{}}"""], _sink.Frames);
        Assert.Equal(["start 1", """in {"jsonrpc":"2.0","id":1,"method":"ping"}""", "eof"], _server.Journal());
    }

    [Fact]
    public async Task The_same_transport_opened_again_starts_another_process()
    {
        var transport = (StdioTransport)McpTransport.Stdio(_server.Options("--first-life", "exit 4", "--later-lives", "exit 5"));
        var second = new RecordingSink();
        (await transport.OpenAsync(_services, CancellationToken.None)).Start(_sink);
        Assert.Equal(4, (await _sink.Closed).ExitCode);
        (await transport.OpenAsync(_services, CancellationToken.None)).Start(second);

        Assert.Equal(5, (await second.Closed).ExitCode);
    }

    [Fact]
    [Trait("Row", "26")]
    public async Task A_polite_server_ends_when_its_input_is_closed()
    {
        McpStdioOptions options = _server.Options("banner; serve");
        options.StdinCloseWait = BeyondTheTest;

        McpCloseInfo close = await CloseAfterBannerAsync(options);

        Assert.Equal(McpCloseReason.ClientClosed, close.Reason);
        Assert.Equal(0, close.ExitCode);
    }

    [Fact]
    [Trait("Row", "26")]
    public async Task A_server_that_ignores_the_end_of_its_input_is_terminated()
    {
        McpStdioOptions options = _server.Options("ignore-stdin-close; banner; wait-eof");
        options.StdinCloseWait = Short;
        options.TermWait = BeyondTheTest;

        Assert.Equal(SigTerm, (await CloseAfterBannerAsync(options)).ExitCode);
    }

    [Fact]
    [Trait("Row", "26")]
    public async Task A_server_that_ignores_termination_too_is_killed()
    {
        McpStdioOptions options = _server.Options("ignore-stdin-close; ignore-term; banner; wait-eof");
        options.StdinCloseWait = Short;
        options.TermWait = Short;

        Assert.Equal(SigKill, (await CloseAfterBannerAsync(options)).ExitCode);
    }

    [Fact]
    public async Task Aborting_kills_the_process()
    {
        McpStdioOptions options = _server.Options("ignore-stdin-close; ignore-term; banner; hang");
        options.StdinCloseWait = BeyondTheTest;
        IConnection connection = await OpenAsync(options);
        await _sink.FramesAsync(2);
        connection.Abort(new McpCloseInfo(McpCloseReason.ProtocolError));

        McpCloseInfo close = await _sink.Closed;
        Assert.Equal(McpCloseReason.ProtocolError, close.Reason);
        Assert.Equal(SigKill, close.ExitCode);
    }

    [Fact]
    [Trait("Row", "25")]
    public async Task An_heir_that_holds_the_output_open_is_not_waited_for()
    {
        McpStdioOptions options = _server.Options("stderr 'bye'; grandchild 3600; exit 3");
        options.ExitDrain = Short;
        await OpenAsync(options);
        McpCloseInfo close = await _sink.Closed;

        Assert.Equal(McpCloseReason.ProcessExited, close.Reason);
        Assert.Equal(3, close.ExitCode);
        Assert.Equal(["bye"], close.StandardErrorTail);
    }

    [Fact]
    public async Task An_endless_line_ends_the_connection_and_the_process()
    {
        await OpenAsync(_server.Options("endless; exit 0"), TestServices.With(_pool, maxFrameBytes: 1 << 20));
        McpCloseInfo close = await _sink.Closed;

        Assert.Equal(McpCloseReason.FrameTooLarge, close.Reason);
        Assert.NotNull(close.ExitCode);
        Assert.InRange(_pool.Largest, 1 << 20, (1 << 20) + (64 * 1024));
    }

    [Fact]
    public async Task A_server_that_closes_its_output_and_lives_on_is_ended()
    {
        McpStdioOptions options = _server.Options("ignore-stdin-close; close-stdout; wait-eof");
        options.StdinCloseWait = Short;
        await OpenAsync(options);
        McpCloseInfo close = await _sink.Closed;

        Assert.Equal(McpCloseReason.PeerClosed, close.Reason);
        Assert.Equal(SigTerm, close.ExitCode);
    }

    [Fact]
    public async Task A_flood_on_standard_error_does_not_hold_up_the_answers()
    {
        IConnection connection = await OpenAsync(_server.Options("stderr-flood 8MiB; serve"));
        connection.Send(TestServices.Frame(_pool, """{"jsonrpc":"2.0","id":1,"method":"ping"}""", 1));
        await _sink.FramesAsync(1);
        await connection.CloseAsync().WaitAsync(TestServices.HangLimit);

        Assert.InRange((await _sink.Closed).StandardErrorTail.Sum(line => line.Length), 1, 16 * 1024);
    }

    [Fact]
    public async Task A_command_that_is_missing_is_named_with_its_remedy()
    {
        McpConnectionException error = await FailAsync(new McpStdioOptions { Command = "no-such-mcp-server" });

        Assert.Contains("'no-such-mcp-server'", error.Message, StringComparison.Ordinal);
        Assert.Contains("native error 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("PATH", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_executable_is_named_with_its_remedy()
    {
        string file = Path.GetTempFileName();
        try
        {
            McpConnectionException error = await FailAsync(new McpStdioOptions { Command = file });

            Assert.Contains("native error 13", error.Message, StringComparison.Ordinal);
            Assert.Contains("chmod +x", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_working_directory_that_is_missing_is_not_blamed_on_the_command()
    {
        McpConnectionException error = await FailAsync(new McpStdioOptions { Command = "dotnet", WorkingDirectory = "/no/such/folder" });

        Assert.Contains("'/no/such/folder' does not exist", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_transport_keeps_the_options_it_was_made_with()
    {
        var options = new McpStdioOptions { Command = "first" };
        McpTransport transport = McpTransport.Stdio(options);
        options.Command = "second";

        Assert.Equal("first", transport.Description);
        Assert.Throws<ArgumentException>(() => McpTransport.Stdio(new McpStdioOptions()));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => McpTransport.Stdio(new McpStdioOptions { Command = "x", TermWait = TimeSpan.FromSeconds(-1) }));
    }

    public void Dispose()
    {
        _server.Dispose();
        _pool.AssertNothingIsOut();
        Assert.Null(_sink.BrokenPromise);
        _services.Sweeper.Dispose();
    }

    private async Task<IConnection> OpenAsync(McpStdioOptions options, RuntimeServices? services = null)
    {
        IConnection connection = await McpTransport.Stdio(options).OpenAsync(services ?? _services, CancellationToken.None);
        connection.Start(_sink);
        return connection;
    }

    /// <summary>The banner tells that the steps before it have been done.</summary>
    private async Task<McpCloseInfo> CloseAfterBannerAsync(McpStdioOptions options)
    {
        IConnection connection = await OpenAsync(options);
        await _sink.FramesAsync(2);
        await connection.CloseAsync().WaitAsync(TestServices.HangLimit);
        return await _sink.Closed;
    }

    private async Task<McpConnectionException> FailAsync(McpStdioOptions options)
    {
        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(
            () => McpTransport.Stdio(options).OpenAsync(_services, CancellationToken.None).AsTask());
        Assert.Equal(McpCloseReason.ConnectFailed, error.Close.Reason);
        Assert.False(error.IsTransient);
        Assert.Equal(McpDisposition.NotSent, error.Disposition);
        return error;
    }
}
