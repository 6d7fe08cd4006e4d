namespace Mcp.Contracts.Tests;

/// <summary>A contract that was generated from a pin alone, over a server in the same process.</summary>
public sealed class PinnedContractTests
{
    public static TheoryData<string> Revisions => [.. McpRevision.Known.Select(revision => revision.Date)];

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_pinned_contract_runs_over_every_revision(string revision)
    {
        var server = new StallServer
        {
            Answers = { ["find-offers"] = """{"offers":[{"name":"tea","price":2.5,"kind":"used","similar":[{"name":"mate","price":3,"kind":"rented","similar":[]}]}],"next":null}""" },
        };
        await using McpClient client = await server.ConnectAsync(revision);
        IStall stall = client.As<IStall>();

        IStall.FindOffersResult found = await stall.FindOffersAsync(
            "tea", new IStall.FindOffersFilter { Tags = ["hot"], MaxPrice = 5 }, IStall.FindOffersSort.BestMatch);

        IStall.FindOffersResultOffer offer = Assert.Single(found.Offers);
        Assert.Null(found.Next);
        Assert.Equal(("tea", 2.5, IStall.FindOffersResultOfferKind.Used), (offer.Name, offer.Price, offer.Kind!.Value));
        IStall.FindOffersResultOffer similar = Assert.Single(offer.Similar!);
        Assert.Equal(new IStall.FindOffersResultOffer { Name = "mate", Price = 3, Kind = new("rented"), Similar = [] }, similar);
        Assert.Equal(["""find-offers {"text":"tea","filter":{"max_price":5,"tags":["hot"]},"sort":"best-match"}"""], server.Calls);
    }

    [Fact]
    public async Task Constants_unions_maps_and_times_go_out_as_the_schema_has_them()
    {
        var server = new StallServer();
        await using McpClient client = await server.ConnectAsync();

        IStall.PlaceOrderResult placed = await client.As<IStall>().PlaceOrderAsync(
            payment: new IStall.PlaceOrderPaymentCard { Number = "42" },
            items: new Dictionary<string, long> { ["tea"] = 2 },
            deliverAt: new DateTimeOffset(2026, 12, 24, 18, 0, 0, TimeSpan.FromHours(1)),
            note: McpJson.Parse("[1]"));

        Assert.Equal(
            ["""place_order {"version":2,"payment":{"kind":"card","number":"42"},"items":{"tea":2},"deliver_at":"2026-12-24T18:00:00+01:00","note":[1]}"""], server.Calls);
        Assert.Equal(new IStall.PlaceOrderResultPaymentCard { Number = "42" }, placed.Payment);
    }

    [Fact]
    public async Task A_form_that_the_pin_does_not_know_is_kept()
    {
        var server = new StallServer { Answers = { ["place_order"] = """{"payment":{"kind":"shells","count":3}}""" } };
        await using McpClient client = await server.ConnectAsync();

        IStall.PlaceOrderResult placed = await client.As<IStall>().PlaceOrderAsync(new IStall.PlaceOrderPaymentCash(), new Dictionary<string, long>());

        Assert.Equal("""{"kind":"shells","count":3}""", Assert.IsType<IStall.UnknownPlaceOrderResultPayment>(placed.Payment).Json.ToString());
    }

    [Fact]
    public async Task A_tool_without_a_promise_gives_its_answer_as_it_came()
    {
        await using McpClient client = await new StallServer().ConnectAsync();
        IStall stall = client.As<IStall>();

        Assert.Equal("yes", (await stall.SayAsync("yes")).Text);
        Assert.True((await stall.SayAsync("no")).IsError);
        await Assert.ThrowsAsync<ArgumentNullException>("class", () => stall.SayAsync(null!));
    }

    [Fact]
    public async Task Prompts_and_templates_are_methods_as_well()
    {
        await using McpClient client = await new StallServer().ConnectAsync();
        IStall stall = client.As<IStall>();

        Assert.Equal("""{"name":"Ada"}""", Assert.Single((await stall.GetGreetPromptAsync("Ada")).Messages).Content.Text);
        Assert.Equal("stall://item/a%20b?lang=pt", Assert.Single(await stall.ReadItemResourceAsync("a b", "pt")).Uri);
    }

    /// <summary>An answer that breaks the server's own schema is said to, with the place.</summary>
    [Fact]
    public async Task An_answer_that_does_not_fit_names_the_place()
    {
        var server = new StallServer { Answers = { ["find-offers"] = """{"offers":[{"name":"tea","price":"dear"}]}""" } };
        await using McpClient client = await server.ConnectAsync();

        var error = await Assert.ThrowsAsync<McpPayloadException>(() => client.As<IStall>().FindOffersAsync("tea"));

        Assert.Contains("$.structuredContent.offers[0].price", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_fits_its_own_pin()
    {
        await using McpClient client = await new StallServer().ConnectAsync();

        Assert.Equal("IStall: fits", (await client.CheckAsync<IStall>()).ToString());
        Assert.Equal(StallServer.Pin.Tools.Select(tool => tool.InputSchema), IStall.Describe().Tools.Select(tool => tool.InputSchema));
    }

    /// <summary>Both sides of the comparison have references, and each leads into its own schema.</summary>
    [Fact]
    public async Task A_server_that_has_moved_on_does_not_fit_the_pin()
    {
        string offer = StallServer.Pin.ToJson()
            .Replace("\"Offer\"", "\"Deal\"", StringComparison.Ordinal)
            .Replace("#/$defs/Offer", "#/$defs/Deal", StringComparison.Ordinal)
            .Replace("\"price\": {\n                \"type\": \"number\"", "\"price\": {\n                \"type\": \"string\"", StringComparison.Ordinal);
        await using McpClient client = await new StallServer { Offer = McpCatalog.Parse(offer) }.ConnectAsync();

        Assert.Equal(
            "IStall: 1 breaking, 0 to note\n  breaking  tool 'find-offers': the result's 'offers[].price' is a string from the server, and the contract takes a number",
            (await client.CheckAsync<IStall>()).ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>A server may offer less to a client of an earlier revision, which looks like drift.</summary>
    [Theory]
    [InlineData("2025-06-18", false, "IStall: 1 breaking, 0 to note\n  breaking  tool 'say': it is not there")]
    [InlineData("2025-03-26", false, "IStall: 1 breaking, 1 to note\n  breaking  tool 'say': it is not there\n  note      revision: the pin was taken at 2025-06-18, and this client speaks 2025-03-26, over which a server may offer less")]
    [InlineData("2025-03-26", true, "IStall: fits")]
    public async Task A_report_names_the_revision_of_the_pin_where_it_may_explain_what_is_missing(string revision, bool isWhole, string report)
    {
        string less = StallServer.Pin.ToJson().Replace("\"name\": \"say\"", "\"name\": \"unlike\"", StringComparison.Ordinal);
        await using McpClient client = await new StallServer { Offer = isWhole ? StallServer.Pin : McpCatalog.Parse(less) }.ConnectAsync(revision);

        Assert.Equal("2025-06-18", IStall.Describe().PinRevision);
        Assert.Null(IGarden.Describe().PinRevision);
        Assert.Equal(report, (await client.CheckAsync<IStall>()).ToString().ReplaceLineEndings("\n"));
    }
}
