using System.Reflection;

namespace Mcp.Generators.Tests.Contracts;

/// <summary>What goes out for what a method is given.</summary>
public sealed class ArgumentTests
{
    private const string Done = """{"content":[]}""";

    private static readonly Assembly App = ContractTest.Load("""
        namespace App;

        public enum Color { Red, DarkBlue }

        public sealed record Query(string City, int Days = 3, Color? Color = null);

        public sealed class GoArguments { public string? Name { get; set; } }

        [McpClient]
        public partial interface ITools
        {
            Task ManyAsync(string text, int days = 3, bool? flag = null, decimal price = 1.50m, Color color = Color.DarkBlue);
            Task NamedAsync([McpName("city_name")] string cityName);
            Task WholeAsync([McpArguments] Query query, CancellationToken token = default);
            Task WholeMapAsync([McpArguments] Dictionary<string, int> all);
            Task WholeJsonAsync([McpArguments] McpJson all);
            Task GoAsync(GoArguments value);
            Task BytesAsync(byte[] data, ReadOnlyMemory<byte> more);
            Task TimesAsync(Guid id, DateTime at, DateTimeOffset zoned, DateOnly day, TimeOnly time, TimeSpan span, Uri uri, char c);
            Task AnywhereAsync(CancellationToken token, string a, IProgress<McpProgress>? progress, string b, McpCallOptions options);
            Task ListAsync(List<string?> texts, int[][] rows, HashSet<int> set);
        }

        [McpClient(MethodNaming = McpNaming.KebabCase, MemberNaming = McpNaming.SnakeCase)]
        public partial interface IOdd
        {
            Task GetWindSpeedAsync(string placeName, Query2 theQuery);
        }

        public sealed record Query2(string CityName, Color Color);

        [McpClient(MethodNaming = McpNaming.AsWritten, MemberNaming = McpNaming.AsWritten)]
        public partial interface IPlain
        {
            Task GetAsync(Query2 theQuery);
        }

        public static class Calls
        {
            public static Task Many(McpCaller caller) => ITools.Over(caller).ManyAsync("t");
            public static Task ManyAll(McpCaller caller) => ITools.Over(caller).ManyAsync("t", 4, false, 2m, Color.Red);
            public static Task Named(McpCaller caller) => ITools.Over(caller).NamedAsync("Oslo");
            public static Task Whole(McpCaller caller) => ITools.Over(caller).WholeAsync(new Query("Oslo", 1, Color.DarkBlue));
            public static Task WholeMap(McpCaller caller) => ITools.Over(caller).WholeMapAsync(new() { ["a"] = 1 });
            public static Task WholeJson(McpCaller caller) => ITools.Over(caller).WholeJsonAsync(McpJson.Parse("{\"x\":[1]}"));
            public static Task Go(McpCaller caller) => ITools.Over(caller).GoAsync(new GoArguments { Name = "n" });
            public static Task Bytes(McpCaller caller) => ITools.Over(caller).BytesAsync([1, 2], new byte[] { 255 });
            public static Task Times(McpCaller caller) => ITools.Over(caller).TimesAsync(
                new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), new DateTime(2026, 11, 21, 5, 6, 7, DateTimeKind.Utc).AddTicks(1200000),
                new DateTimeOffset(2026, 11, 21, 5, 6, 7, TimeSpan.FromHours(2)), new DateOnly(2026, 11, 21), new TimeOnly(5, 6, 7, 8), TimeSpan.FromDays(1.5), new Uri("demo://x/ü"), 'c');
            public static Task Anywhere(McpCaller caller) => ITools.Over(caller).AnywhereAsync(default, "1", null, "2", default);
            public static Task List(McpCaller caller) => ITools.Over(caller).ListAsync(["a", null], [[1], []], [3]);
            public static Task Odd(McpCaller caller) => IOdd.Over(caller).GetWindSpeedAsync("p", new Query2("c", Color.DarkBlue));
            public static Task Plain(McpCaller caller) => IPlain.Over(caller).GetAsync(new Query2("c", Color.DarkBlue));
            public static Task Null(McpCaller caller) => ITools.Over(caller).NamedAsync(null!);
            public static Task NullBody(McpCaller caller) => ITools.Over(caller).WholeAsync(null!);
            public static Task NullMember(McpCaller caller) => ITools.Over(caller).WholeAsync(new Query(null!));
        }
        """);

    [Theory]
    [InlineData("Many", "many", """{"text":"t","days":3,"price":1.50,"color":"darkBlue"}""")]
    [InlineData("ManyAll", "many", """{"text":"t","days":4,"flag":false,"price":2,"color":"red"}""")]
    [InlineData("Named", "named", """{"city_name":"Oslo"}""")]
    [InlineData("Whole", "whole", """{"city":"Oslo","days":1,"color":"darkBlue"}""")]
    [InlineData("WholeMap", "whole_map", """{"a":1}""")]
    [InlineData("WholeJson", "whole_json", """{"x":[1]}""")]
    [InlineData("Go", "go", """{"value":{"name":"n"}}""")]
    [InlineData("Bytes", "bytes", """{"data":"AQI=","more":"/w=="}""")]
    [InlineData("Times", "times", """{"id":"0f8fad5b-d9cb-469f-a165-70867728950e","at":"2026-11-21T05:06:07.12Z","zoned":"2026-11-21T05:06:07+02:00","day":"2026-11-21","time":"05:06:07.0080000","span":"1.12:00:00","uri":"demo://x/ü","c":"c"}""")]
    [InlineData("Anywhere", "anywhere", """{"a":"1","b":"2"}""")]
    [InlineData("List", "list", """{"texts":["a",null],"rows":[[1],[]],"set":[3]}""")]
    [InlineData("Odd", "get-wind-speed", """{"place_name":"p","the_query":{"city_name":"c","color":"dark_blue"}}""")]
    [InlineData("Plain", "Get", """{"theQuery":{"CityName":"c","Color":"DarkBlue"}}""")]
    public async Task Arguments_go_out(string call, string tool, string arguments)
    {
        var caller = new EncodingCaller(Done);

        await CallAsync(call, caller);

        Assert.Equal($$"""tools/call {"name":"{{tool}}","arguments":{{arguments}}}""", caller.Sent);
    }

    [Theory]
    [InlineData("Null", "cityName")]
    [InlineData("NullBody", "query")]
    public async Task A_null_argument_is_named(string call, string parameter)
        => Assert.Equal(parameter, (await Assert.ThrowsAsync<ArgumentNullException>(() => CallAsync(call, new EncodingCaller(Done)))).ParamName);

    [Fact]
    public async Task A_null_member_is_named()
        => Assert.Contains(
            "Query.city is null",
            (await Assert.ThrowsAsync<McpPayloadException>(() => CallAsync("NullMember", new EncodingCaller(Done)))).Message,
            StringComparison.Ordinal);

    private static async Task CallAsync(string call, McpCaller caller)
        => await App.GetType("App.Calls")!.GetMethod(call)!.CreateDelegate<Func<McpCaller, Task>>()(caller);
}
