namespace Mcp.Contracts.Tests;

/// <summary>A contract compared with what a live server lists.</summary>
public sealed class CheckTests
{
    [Fact]
    public async Task A_server_that_offers_all_of_it_fits()
    {
        McpContractReport report = await CheckAsync(new ShopServer());

        Assert.Equal("IShop: fits", report.ToString());
        report.ThrowIfBroken();
    }

    [Fact]
    public async Task Every_drift_is_told()
    {
        McpContractReport report = await CheckAsync(new ShopServer
        {
            Tools = """
                {"name":"find","inputSchema":{"type":"object","properties":{"title":{"type":"string"},"count":{"type":"string"},"region":{"type":"string"}},"required":["title","region"]},"outputSchema":{"type":"object","properties":{"name":{"type":"integer"},"amount":{"type":"integer"}},"required":["name"]}},
                {"name":"prices","inputSchema":{"type":"object"}},
                {"name":"shape","inputSchema":{"type":"object","properties":{"shape":{}},"required":["shape"]}},
                {"name":"fail","inputSchema":{"type":"object"}},
                {"name":"work","inputSchema":{"type":"object"}},
                {"name":"ping","inputSchema":{"type":"object"}}
                """,
            Prompts = """{"name":"greet","arguments":[{"name":"name"},{"name":"style","required":true}]}""",
            Templates = """{"name":"item","uriTemplate":"shop://items/{id}"}""",
        });

        Assert.Equal(
            """
            IShop: 9 breaking, 0 to note
              breaking  tool 'find': the server requires the argument 'title', and the contract never sends it
              breaking  tool 'find': the server requires the argument 'region', and the contract never sends it
              breaking  tool 'find': the server does not know the argument 'name'
              breaking  tool 'find': the argument 'count' is a whole number from the contract, and the server takes a string
              breaking  tool 'find': the contract requires the result's 'count', and the server never sends it; did you mean 'amount'?
              breaking  tool 'find': the result's 'name' is a whole number from the server, and the contract takes a string
              breaking  tool 'price': it is not there; did you mean 'prices'?
              breaking  prompt 'greet': the server requires the argument 'style', and the contract never sends it
              breaking  resource 'shop://item/{id}{?lang}': there is no such template; did you mean 'shop://items/{id}'?
            """,
            report.ToString());
        Assert.False(report.IsFit);
        Assert.Equal(report.ToString(), Assert.Throws<McpContractException>(report.ThrowIfBroken).Message);
    }

    [Fact]
    public async Task What_may_be_left_out_is_noted()
    {
        McpContractReport report = await CheckAsync(new ShopServer
        {
            Tools = ShopServer.AllTools.Replace("""required":["name","count"]""", """required":["name"]""", StringComparison.Ordinal),
        });

        Assert.Equal("IShop: 0 breaking, 1 to note\n  note      tool 'find': the contract requires the result's 'count', and the server may leave it out", report.ToString());
        Assert.True(report.IsFit);
    }

    [Fact]
    public async Task What_a_server_leaves_open_fits()
    {
        McpContractReport report = await CheckAsync(new ShopServer
        {
            Tools = ShopServer.AllTools.Replace("""{"shape":{}}""", """{"form":{}},"additionalProperties":{}""", StringComparison.Ordinal),
            Templates = """{"name":"item","uriTemplate":"shop://item/{key}{?lang}"}""",
        });

        Assert.Equal("IShop: fits", report.ToString());
    }

    [Fact]
    public async Task A_contract_for_one_revision_says_so()
    {
        await using McpClient client = await new ShopServer().ConnectAsync("2025-06-18");

        Assert.Equal(
            "INew: 1 breaking, 0 to note\n  breaking  revision: the contract is for 2025-11-25, and the server speaks 2025-06-18",
            (await client.CheckAsync<INew>()).ToString());
    }

    [Fact]
    public async Task A_contract_for_one_revision_is_built_over_that_one_only()
    {
        await using McpClient other = await new ShopServer().ConnectAsync("2025-06-18");
        await using McpClient same = await new ShopServer().ConnectAsync("2025-11-25");

        Assert.Equal(
            "'INew' cannot be called: it is for revision 2025-11-25, and 2025-06-18 was negotiated. Name 2025-11-25 in the client's ProtocolVersions.",
            Assert.Throws<McpUnsupportedException>(() => other.As<INew>()).Message);
        await same.As<INew>().PingAsync();
    }

    [Fact]
    public void A_contract_describes_itself()
    {
        McpContractDescription shop = IShop.Describe();

        Assert.Equal(["find", "price", "shape", "fail", "work", "ping"], shop.Tools.Select(tool => tool.Name));
        Assert.Equal("""{"type":"object","properties":{"name":{"type":"string"},"count":{"type":"integer"}},"required":["name","count"]}""", shop.Tools[0].InputSchema.ToString());
        Assert.Equal("""{"type":"object","properties":{"name":{"type":"string"},"count":{"type":"integer"},"until":{"type":"string","format":"date"}},"required":["name","count"]}""", shop.Tools[0].OutputSchema.ToString());
        Assert.True(shop.Tools[4].OutputSchema.IsUndefined);
        Assert.Equal("greet", Assert.Single(shop.Prompts).Name);
        Assert.Equal(["shop://item/{id}{?lang}"], shop.Resources);
    }

    private static async Task<McpContractReport> CheckAsync(ShopServer server)
    {
        await using McpClient client = await server.ConnectAsync();
        return await client.CheckAsync<IShop>();
    }
}

[McpClient(ProtocolVersion = "2025-11-25")]
internal partial interface INew
{
    Task PingAsync(CancellationToken cancellationToken = default);
}
