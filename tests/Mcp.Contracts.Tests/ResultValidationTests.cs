using Microsoft.Extensions.Logging;

namespace Mcp.Contracts.Tests;

/// <summary>Results against the server's own output schema, over a live server.</summary>
public sealed class ResultValidationTests
{
    private const string Fitting = """{"type":"object","properties":{"name":{"type":"string"},"count":{"type":"integer"}},"required":["name"]}""";
    private const string Strict = """{"type":"object","properties":{"name":{"type":"string"},"count":{"type":"string"}},"required":["name","price"]}""";

    private const string Problems =
        "it is not what the tool's outputSchema describes: $.structuredContent.price: missing; $.structuredContent.count: integer where the schema has string.";

    public static TheoryData<string> Revisions => [.. McpRevision.Known.Select(revision => revision.Date)];

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_result_that_does_not_fit_is_an_exception(string revision)
    {
        await using McpClient client = await new SchemaServer { Schema = Strict }.ConnectAsync(revision, McpResultValidation.Throw);

        McpPayloadException error = await Assert.ThrowsAsync<McpPayloadException>(() => client.As<IShop>().FindAsync("tea"));

        Assert.Equal("The result of 'tools/call find' cannot be read: " + Problems, error.Message);
        Assert.Equal(McpDisposition.Sent, error.Disposition);
        await Assert.ThrowsAsync<McpPayloadException>(() => client.CallToolAsync("find").AsTask());
        Assert.Equal("done", await client.As<IShop>().WorkAsync());
    }

    [Fact]
    public async Task A_result_that_does_not_fit_is_logged_and_used()
    {
        var log = new Entries();
        await using McpClient client = await new SchemaServer { Schema = Strict }.ConnectAsync("2025-06-18", McpResultValidation.Report, log);

        Assert.Equal(new Offer("tea", 1), await client.As<IShop>().FindAsync("tea"));

        Assert.Equal(
            "The result of tool 'find' is not what its outputSchema describes: $.structuredContent.price: missing; $.structuredContent.count: integer where the schema has string (0 more since the last such message)",
            Assert.Single(log.Texts));
    }

    [Fact]
    public async Task Nothing_is_listed_or_compared_unless_it_is_asked_for()
    {
        var server = new SchemaServer { Schema = Strict };
        await using McpClient client = await server.ConnectAsync("2025-06-18", McpResultValidation.None);

        Assert.Equal(new Offer("tea", 1), await client.As<IShop>().FindAsync("tea"));

        Assert.Equal(0, server.Lists);
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task The_tools_are_listed_once_and_again_when_they_changed(string revision)
    {
        var server = new SchemaServer { Schema = Fitting };
        await using McpClient client = await server.ConnectAsync(revision, McpResultValidation.Throw);
        IShop shop = client.As<IShop>();

        await Task.WhenAll(shop.FindAsync("tea"), shop.FindAsync("tea"));
        await shop.FindAsync("tea");
        Assert.Equal(1, server.Lists);

        server.Schema = Strict;
        await server.TellChangeAsync();
        // Nothing says when the client has heard of it; until then the old schema is compared, which the result fits.
        McpPayloadException? error = null;
        while (error is null)
            error = await Record.ExceptionAsync(() => shop.FindAsync("tea")) as McpPayloadException;

        Assert.Contains(Problems, error.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Lists);
    }

    [Fact]
    public async Task A_missing_result_is_told_and_a_failure_of_the_tool_is_its_own()
    {
        await using McpClient client = await new SchemaServer { Schema = Fitting, Answer = """{"content":[]}""" }.ConnectAsync("2025-06-18", McpResultValidation.Throw);
        await using McpClient failing = await new SchemaServer { Schema = Fitting, Answer = """{"content":[{"type":"text","text":"sold out"}],"isError":true}""" }.ConnectAsync("2025-06-18", McpResultValidation.Throw);

        Assert.Contains("$.structuredContent: missing", (await Assert.ThrowsAsync<McpPayloadException>(() => client.CallToolAsync("find").AsTask())).Message, StringComparison.Ordinal);
        Assert.Equal("sold out", (await Assert.ThrowsAsync<McpToolException>(() => failing.As<IShop>().FindAsync("tea"))).Text);
    }

    [Theory]
    [InlineData(McpResultValidation.Throw)]
    [InlineData(McpResultValidation.Report)]
    public async Task Tools_that_cannot_be_listed_fail_the_call_only_if_it_must_fit(McpResultValidation validation)
    {
        await using McpClient client = await new SchemaServer { Schema = null }.ConnectAsync("2025-06-18", validation);

        Exception? error = await Record.ExceptionAsync(() => client.As<IShop>().FindAsync("tea"));

        Assert.Equal(validation == McpResultValidation.Throw, error is McpRemoteException);
    }

    [Fact]
    public async Task An_option_that_is_none_is_refused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => new SchemaServer().ConnectAsync("2025-06-18", (McpResultValidation)7));

    private sealed class Entries : ILoggerFactory, ILogger
    {
        public List<string> Texts { get; } = [];

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == 1110)
                Texts.Add(formatter(state, exception));
        }
    }
}
