using Mcp.Generators.Symbols;

namespace Mcp.Generators.Tests.Contracts;

/// <summary>The names on the wire that follow from C# names.</summary>
public sealed class ContractNamesTests
{
    [Theory]
    [InlineData("GetForecastAsync", "get_forecast")]
    [InlineData("GetForecast", "get_forecast")]
    [InlineData("Echo", "echo")]
    [InlineData("echo", "echo")]
    [InlineData("Async", "async")]
    [InlineData("GetHTTPStatusAsync", "get_http_status")]
    [InlineData("ReadURL", "read_url")]
    [InlineData("Get2Days", "get2_days")]
    [InlineData("Already_Snake", "already_snake")]
    [InlineData("A", "a")]
    [InlineData("ABTest", "ab_test")]
    public void Tools(string method, string tool) => Assert.Equal(tool, WireNames.Tool(method));

    [Theory]
    [InlineData("City")]
    [InlineData("WindSpeed")]
    [InlineData("URL")]
    [InlineData("URLPath")]
    [InlineData("already")]
    [InlineData("A")]
    [InlineData("IPAddress")]
    [InlineData("_hidden")]
    public void Members_are_named_as_the_framework_names_them(string name)
        => Assert.Equal(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name), WireNames.Member(name));
}
