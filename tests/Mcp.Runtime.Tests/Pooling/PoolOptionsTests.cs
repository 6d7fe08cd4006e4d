namespace Mcp.Runtime.Tests.Pooling;

public sealed class PoolOptionsTests
{
    [Theory]
    [InlineData(0, 1, 32, 150, "Min", 0)]
    [InlineData(3, 2, 32, 150, "Max", 2)]
    [InlineData(1, 1025, 32, 150, "Max", 1025)]
    [InlineData(1, 1, 0, 150, "ScaleUpAt", 0)]
    [InlineData(1, 1, 32, 0, "IdlePrune", "00:00:00")]
    public void A_value_that_cannot_be_is_named_and_echoed(int min, int max, int scaleUpAt, int idlePrune, string name, object echoed)
    {
        var options = new McpPoolOptions { Min = min, Max = max, ScaleUpAt = scaleUpAt, IdlePrune = TimeSpan.FromSeconds(idlePrune) };

        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(options.Snapshot);

        Assert.Equal((name, echoed.ToString()), (error.ParamName, error.ActualValue!.ToString()));
    }

    [Fact]
    public void Later_changes_have_no_effect()
    {
        var options = new McpPoolOptions { Max = 4, IdlePrune = Timeout.InfiniteTimeSpan };
        McpPoolOptions snapshot = options.Snapshot();

        options.Max = 9;

        Assert.Equal((1, 4, 32), (snapshot.Min, snapshot.Max, snapshot.ScaleUpAt));
    }

    [Fact]
    public void A_copy_of_client_options_has_every_option()
    {
        var options = new McpClientOptions
        {
            ClientName = "n",
            ClientVersion = "v",
            ResultValidation = McpResultValidation.Throw,
            LoggerFactory = Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance,
            CallObserver = McpWireLog.To(TextWriter.Null),
            TimeProvider = new Kit.ManualTime(),
            MaxInputRounds = 3,
            ToolRetry = Enum.GetValues<McpToolRetry>()[^1],
            MaxRetries = 7,
            RetryBudget = 7,
        };
        foreach (System.Reflection.PropertyInfo property in typeof(McpClientOptions).GetProperties().Where(property => property.PropertyType == typeof(TimeSpan)))
            property.SetValue(options, TimeSpan.FromSeconds(7));
        options.Reconnect.MaxAttempts = 3;
        options.Limits.MaxInFlight = 8;
        options.ProtocolVersions.Add(McpRevision.V2026_07_28);
        options.Handlers.Add(new McpHandlerTable());

        McpClientOptions copy = options.Copy();

        foreach (System.Reflection.PropertyInfo property in typeof(McpClientOptions).GetProperties().Where(property => property.Name is not (nameof(options.Reconnect) or nameof(options.Heartbeat) or nameof(options.Limits))))
        {
            Assert.Equal(property.GetValue(options), property.GetValue(copy));
            Assert.NotEqual(property.GetValue(new McpClientOptions()), property.GetValue(copy));
        }

        Assert.Equal((3, 8), (copy.Reconnect.MaxAttempts, copy.Limits.MaxInFlight));
        Assert.NotSame(options.Reconnect, copy.Reconnect);
        Assert.NotSame(options.Heartbeat, copy.Heartbeat);
        Assert.NotSame(options.Limits, copy.Limits);
        Assert.NotSame(options.Handlers, copy.Handlers);
        Assert.NotSame(options.ProtocolVersions, copy.ProtocolVersions);
    }
}
