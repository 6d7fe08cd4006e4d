namespace Mcp.Contracts.Tests;

/// <summary>One contract over a server in the same process, in every revision.</summary>
public sealed class LiveContractTests
{
    public static TheoryData<string> Revisions => [.. McpRevision.Known.Select(revision => revision.Date)];

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task One_contract_runs_over_every_revision(string revision)
    {
        var server = new ShopServer();
        await using McpClient client = await server.ConnectAsync(revision);
        IShop shop = client.As<IShop>();
        var told = new Told();

        Assert.Equal(new Offer("tea", 1, new DateOnly(2026, 12, 24)), await shop.FindAsync("tea"));
        Assert.Equal(2.50m, await shop.PriceAsync(new Order("tea", 2)));
        Assert.Equal("done", await shop.WorkAsync(told));
        Assert.Equal("Ada", await shop.GreetAsync("Ada"));
        Assert.Equal("shop://item/7?lang=pt%20BR", await shop.ItemAsync(7, "pt BR"));
        await shop.PingAsync();

        McpToolResult<Offer> failed = await shop.FailAsync();
        Assert.True(failed.IsError);
        Assert.Equal("sold out", failed.Text);
        Assert.Equal(1, told.Progress);
        Assert.Equal(["""find {"name":"tea","count":1}""", """price {"name":"tea","count":2}""", "work {}", "ping {}", "fail {}"], server.Calls);
    }

    [Fact]
    public async Task The_same_contract_runs_over_a_pool_and_over_a_server_of_a_group()
    {
        await using McpClientPool pool = await McpClientPool.ConnectAsync(new ShopServer().Transport(), pool: new McpPoolOptions { Min = 2, Max = 2 });
        await using McpClientGroup group = await McpClientGroup.ConnectAsync([new McpGroupServer("shop", new ShopServer().Transport())]);

        foreach (McpCaller caller in (McpCaller[])[pool, group["shop"]])
        {
            Assert.Equal(2.50m, await caller.As<IShop>().PriceAsync(new Order("tea", 2)));
            Assert.Equal((await McpCatalog.CaptureAsync(pool)).Tools.Count, (await McpCatalog.CaptureAsync(caller)).Tools.Count);
        }
    }

    /// <summary>What the app's context covers is read and written by it, on one line although it is told to indent.</summary>
    [Fact]
    public async Task A_type_of_the_apps_context_goes_through_it()
    {
        var server = new ShopServer();
        await using McpClient client = await server.ConnectAsync();

        Shape shape = await client.As<IShop>().ShapeAsync(new Circle(1.5));

        Assert.Equal(new Circle(1.5), shape);
        Assert.Equal(["""shape {"shape":{"kind":"circle","radius":1.5}}"""], server.Calls);
    }

    private sealed class Told : IProgress<McpProgress>
    {
        public double Progress { get; private set; }

        public void Report(McpProgress value) => Progress = value.Progress;
    }
}
