using System.Collections.Concurrent;
using Mcp.TestServer;

namespace Mcp.Http.Tests.Contracts;

/// <summary>One contract, unchanged, over every combination of connection and revision that the protocol has, against generated servers.</summary>
public sealed class MatrixTests
{
    public static TheoryData<string, string> Combinations
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (string connection in new[] { "in-process", "stdio", "http", "websocket", "tcp", "tls", "unix", "pipe", "stream" })
            {
                foreach (string revision in new[] { "2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28" })
                {
                    // Streamable HTTP came with 2025-03-26.
                    if (connection != "http" || revision != "2024-11-05")
                        all.Add(connection, revision);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public async Task The_same_contract_runs(string connection, string revision)
    {
        await using Reached server = await Reached.OverAsync(connection);
        var options = new McpClientOptions { Handlers = { new Sampler().Bind(revision) } };
        await using McpClient client = await McpClient.ConnectAsync(server.Transport, options);
        var arithmetic = client.As<IArithmetic>();
        var seen = new ConcurrentQueue<double>();

        string echo = await arithmetic.EchoAsync("\"héllo\" \n {");
        Combined combined = await arithmetic.CombineAsync(new Operands(1.5, 2, "half"));
        string done = await arithmetic.ProgressAsync(new Collector(seen));
        McpToolException failure = await Assert.ThrowsAsync<McpToolException>(() => arithmetic.FailAsync());
        string answer = await arithmetic.AskAsync();

        Assert.Equal(revision, client.NegotiatedVersion.Date);
        Assert.Equal("\"héllo\" \n {", echo);
        Assert.Equal(3.5, combined.Sum);
        Assert.Equal(["half"], combined.Notes);
        Assert.Equal("done", done);
        Assert.Equal(Enumerable.Range(1, 50).Select(i => (double)i), seen);
        Assert.Equal("fail", failure.Tool);
        Assert.Equal("fine", answer);
        Assert.Equal(0, client.InFlight);
    }

    private sealed class Collector(ConcurrentQueue<double> seen) : IProgress<McpProgress>
    {
        public void Report(McpProgress value) => seen.Enqueue(value.Progress);
    }
}
