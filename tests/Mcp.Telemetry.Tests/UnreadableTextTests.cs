using System.Diagnostics;
using System.IO.Pipelines;
using Mcp.Telemetry.Tests.Kit;

namespace Mcp.Telemetry.Tests;

[Collection(Listening.Name)]
public sealed class UnreadableTextTests
{
    [Theory]
    [InlineData("""{"name":"\ud800"}""")]
    [InlineData("""{"name":"good","_meta":{"traceparent":"\ud800"}}""")]
    [InlineData("""{"name":"good","_meta":{"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","tracestate":"\udc00"}}""")]
    public async Task A_request_that_telemetry_cannot_read_is_answered_while_somebody_listens(string parameters)
    {
        using var spans = new Spans();
        using var measured = new Measurements();

        string answer = await AskAsync(parameters);

        Assert.Contains("\"id\":2", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listener_that_throws_does_not_cost_the_answer()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Mcp.Runtime",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = static _ => throw new InvalidOperationException("started"),
        };
        ActivitySource.AddActivityListener(listener);

        Assert.Contains("\"result\"", await AskAsync("""{"name":"good"}"""), StringComparison.Ordinal);
    }

    /// <summary>Speaks to the server by hand: a client of ours would not send such text.</summary>
    private static async Task<string> AskAsync(string parameters)
    {
        var input = new Pipe();
        var output = new Pipe();
        Task<McpCloseInfo> serving = Server.Create().ServeAsync(input.Reader.AsStream(), output.Writer.AsStream());
        await using var writer = new StreamWriter(input.Writer.AsStream()) { AutoFlush = true, NewLine = "\n" };
        using var reader = new StreamReader(output.Reader.AsStream());
        await writer.WriteLineAsync("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"hand","version":"1"}}}""");
        await reader.ReadLineAsync();
        await writer.WriteLineAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        await writer.WriteLineAsync($$"""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{{parameters}}}""");
        // Only a request that is never answered meets the limit.
        string? answer = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10));
        await writer.DisposeAsync();
        await serving;
        return answer!;
    }
}
