using Mcp.Catalog;

namespace Mcp.Runtime.Tests.Catalog;

/// <summary>A contract against servers that write odd schemas.</summary>
public sealed class ContractCheckTests
{
    [Theory]
    [InlineData("""{"type":"\ud800"}""")]
    [InlineData("""{"type":"object","properties":{"city":{"type":"string"},"\ud800":{}},"required":["\ud800"]}""")]
    [InlineData("""{"properties":{"city":{"$ref":"\ud800"}}}""")]
    public void Names_that_are_no_text_do_not_end_the_check(string schema)
    {
        var contract = new McpContractDescription("IWeather") { Tools = [new McpNeededTool("t", McpJson.Parse("""{"type":"object","properties":{"city":{"type":"string"}}}"""))] };

        McpContractReport report = ContractCheck.Run(contract, new ContractCheck.Offer([McpJson.Parse("""{"name":"t"}""").With("inputSchema", McpJson.Parse(schema))], [], [], []), null);

        Assert.All(report.Findings, finding => Assert.Equal("tool 't'", finding.Subject));
    }

    [Theory]
    [InlineData("city", "City")]
    [InlineData("city", "city_name")]
    [InlineData("towns", "town")]
    [InlineData("city", "altogether-another")]
    public void A_near_name_is_found_however_many_there_are(string name, string near)
    {
        string[] names = [near, .. Enumerable.Range(0, 200).Select(i => $"zz{i}")];

        Assert.Equal(near == "altogether-another" ? null : near, NearestName.Of(name, names));
        Assert.Null(NearestName.Of(new string('a', 300), [new string('a', 300)]));
    }
}
