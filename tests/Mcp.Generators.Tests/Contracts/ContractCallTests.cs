using System.Reflection;

namespace Mcp.Generators.Tests.Contracts;

/// <summary>Emitted code at work: loaded beside the real runtime and called, down to the bytes.</summary>
public sealed class ContractCallTests
{
    private const string Driver = """
        namespace App;

        public static class Calls
        {
            public static Task<string> Echo(McpCaller caller) => IWeather.Over(caller).EchoAsync("hi \"you\"");

            public static async Task<string> Forecast(McpCaller caller)
            {
                var forecast = await caller.As<IWeather>().GetForecastAsync(new ForecastQuery("Oslo", 2, Unit.Fahrenheit));
                return $"{forecast.City} {forecast.High} {string.Join("+", forecast.Warnings)}";
            }

            public static async Task<string> Progress(McpCaller caller)
            {
                var told = "";
                await caller.As<IWeather>().GetForecastAsync(new ForecastQuery("Oslo"), new Told(progress => told += progress.Message));
                return told;
            }

            private sealed class Told(Action<McpProgress> then) : IProgress<McpProgress>
            {
                public void Report(McpProgress value) => then(value);
            }
        }
        """;

    [Fact]
    public async Task Text_goes_in_and_comes_out()
    {
        var caller = new EncodingCaller("""{"content":[{"type":"text","text":"one"},{"type":"text","text":"two"}]}""");

        Assert.Equal("one\ntwo", await CallAsync(caller, "Echo"));
        Assert.Equal("""tools/call {"name":"echo","arguments":{"message":"hi \"you\""}}""", caller.Sent);
    }

    [Fact]
    public async Task A_record_goes_in_and_a_record_comes_out()
    {
        var caller = new EncodingCaller("""{"content":[],"structuredContent":{"new":{"a":[1]},"high_temperature":71.5,"warnings":["wind","rain"],"city":"Oslo"}}""");

        Assert.Equal("Oslo 71.5 wind+rain", await CallAsync(caller, "Forecast"));
        Assert.Equal("""tools/call {"name":"get_forecast","arguments":{"query":{"city":"Oslo","days":2,"unit":"fahrenheit"}}}""", caller.Sent);
    }

    [Fact]
    public async Task What_is_null_is_left_out_and_progress_is_handed_on()
    {
        var caller = new EncodingCaller("""{"content":[{"type":"text","text":"{\"city\":\"Oslo\",\"high_temperature\":1}"}]}""");

        Assert.Equal("half", await CallAsync(caller, "Progress"));
        Assert.Equal("""tools/call {"name":"get_forecast","arguments":{"query":{"city":"Oslo","days":3}}}""", caller.Sent);
    }

    [Fact]
    public void A_caller_that_cannot_watch_says_so()
    {
        var error = Assert.Throws<McpUnsupportedException>(() => new EncodingCaller("").WatchAsync(McpTopics.ListChanges));

        Assert.Contains("EncodingCaller cannot watch anything", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_member_is_named()
    {
        var caller = new EncodingCaller("""{"content":[],"structuredContent":{"city":"Oslo"}}""");

        var error = await Assert.ThrowsAsync<McpPayloadException>(() => CallAsync(caller, "Forecast"));
        Assert.Equal("Tool 'get_forecast' did not answer with Forecast: $.structuredContent lacks its required member 'high_temperature'.", error.Message);
    }

    [Fact]
    public async Task A_tool_s_own_failure_is_an_exception()
        => Assert.Equal(
            "no such city",
            (await Assert.ThrowsAsync<McpToolException>(() => CallAsync(new EncodingCaller("""{"content":[{"type":"text","text":"no such city"}],"isError":true}"""), "Forecast"))).Text);

    [Fact]
    public async Task Every_kind_of_value_survives_the_way_there_and_back()
    {
        const string Json = """{"name":"n","kind":"zwei","flag":false,"count":9007199254740993,"self":1,"maybe":2,"number":3,"parts":[{"name":"p"}],"rows":[[1,2],[]],"byName":{"k":{"name":"v"}},"any":[null,1.5],"inner":{"name":"m","kind":"one","flag":true,"self":4,"number":7,"parts":[],"rows":[],"any":null}}""";
        var assembly = ContractTest.Load("""
            namespace App;

            public sealed record Part(string Name);

            public enum Kind { One, [JsonStringEnumMemberName("zwei")] Two }

            public sealed class Everything(string name, Kind kind, bool flag = true)
            {
                public string Name { get; } = name;
                public Kind Kind { get; } = kind;
                public bool Flag { get; } = flag;
                public long? Count { get; init; }
                public required int Self { get; init; }
                public int? Maybe { get; set; }
                public int Number { get; set; } = 7;
                public Part[] Parts { get; set; } = [];
                public List<List<int>> Rows { get; set; } = [];
                public Dictionary<string, Part>? ByName { get; init; }
                public McpJson Any { get; set; } = McpJson.Null;
                public Everything? Inner { get; set; }
            }

            [McpClient]
            public partial interface IAll { Task<Everything> TurnAsync(Everything? value = null); }

            public static class Calls
            {
                public static async Task<string> Turn(McpCaller caller)
                {
                    var all = caller.As<IAll>();
                    await all.TurnAsync(await all.TurnAsync());
                    return "";
                }
            }
            """);
        var caller = new EncodingCaller($$"""{"content":[],"structuredContent":{{Json}}}""");

        await CallAsync(caller, "Turn", assembly);

        Assert.Equal($$$"""tools/call {"name":"turn","arguments":{"value":{{{Json}}}}}""", caller.Sent);
    }

    private static Task<string> CallAsync(McpCaller caller, string name, Assembly? assembly = null)
        => (Task<string>)(assembly ?? ContractTest.Load([.. Samples.All, Driver])).GetType("App.Calls")!.GetMethod(name)!.Invoke(null, [caller])!;
}
