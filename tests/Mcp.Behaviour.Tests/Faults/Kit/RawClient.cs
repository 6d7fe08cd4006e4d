using System.Diagnostics;
using System.Text;
using Mcp.Transports.Stdio;

namespace Mcp.Behaviour.Tests.Faults.Kit;

/// <summary>Speaks to our own server in a process of its own, in bytes: what no client of ours would send.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StreamReader _output;

    public RawClient(params string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo(ChildProgram.Host, [ChildProgram.TestServer, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        _output = new StreamReader(_process.StandardOutput.BaseStream, new UTF8Encoding(false));
    }

    public int ExitCode => _process.ExitCode;

    /// <summary>Asks the server to end. Not on Windows, which has no such signal.</summary>
    public void Terminate() => Assert.True(PosixSignals.TryTerminate(_process.Id));

    public Task SendLineAsync(string line) => SendAsync(Encoding.UTF8.GetBytes(line + "\n"));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        Stream input = _process.StandardInput.BaseStream;
        await input.WriteAsync(bytes);
        await input.FlushAsync();
    }

    /// <summary>The next line that the server writes.</summary>
    public async Task<Received> ReadAsync() => new(1, McpJson.Parse(await ReadLineAsync()));

    /// <summary>The next line, as it stands.</summary>
    public async Task<string> ReadLineAsync() =>
        await Guard.Soon(_output.ReadLineAsync()) ?? throw new EndOfStreamException("The server has ended.");

    /// <summary>The messages of the next line, which is an array.</summary>
    public async Task<List<Received>> ReadBatchAsync()
    {
        var all = new List<Received>();
        McpJsonReader reader = McpJson.Parse(await ReadLineAsync()).GetReader();
        reader.StartArray("batch");
        while (reader.NextItem())
            all.Add(new Received(1, reader.ReadJson()));
        return all;
    }

    public async Task InitializeAsync(string revision = "2025-03-26")
    {
        await SendLineAsync($$"""{"jsonrpc":"2.0","id":"start","method":"initialize","params":{"protocolVersion":"{{revision}}","capabilities":{"sampling":{} },"clientInfo":{"name":"raw","version":"1"} } }""");
        Received answer = await ReadAsync();
        Assert.Equal("\"start\"", answer.Id);
        Assert.Equal($"\"{revision}\"", answer.At("result", "protocolVersion"));
        await SendLineAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
    }

    /// <summary>The very next line answers this call: whatever was sent before is answered by nothing more.</summary>
    public async Task TheNextCallWorksAsync()
    {
        await SendLineAsync("""{"jsonrpc":"2.0","id":"next","method":"tools/call","params":{"name":"echo","arguments":{"message":"hi"}}}""");
        Received answer = await ReadAsync();
        Assert.Equal("\"next\"", answer.Id);
        Assert.Contains("\"hi\"", answer.At("result", "content"), StringComparison.Ordinal);
    }

    public void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The server is gone already.
        }
    }

    /// <summary>Reads whatever still comes until the server closes its output and exits.</summary>
    public async Task<string> ReadToEndAsync()
    {
        string rest = await Guard.Soon(_output.ReadToEndAsync());
        await Guard.Soon(_process.WaitForExitAsync());
        return rest;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            CloseInput();
            Assert.Equal("", await ReadToEndAsync());
        }
        finally
        {
            if (!_process.HasExited)
                _process.Kill();
            _output.Dispose();
            _process.Dispose();
        }
    }
}
