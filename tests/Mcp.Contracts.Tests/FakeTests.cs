using NSubstitute;

namespace Mcp.Contracts.Tests;

/// <summary>An app's own tests stand in for the server: the factory on the interface must not be in their way.</summary>
public sealed class FakeTests
{
    [Fact]
    public async Task A_handwritten_fake_has_the_methods_and_nothing_else()
        => Assert.Equal("hello Ada", await new Greeter(new FakeShop()).GreetAsync());

    [Fact]
    public async Task A_mocking_library_implements_the_contract()
    {
        IShop shop = Substitute.For<IShop>();
        shop.GreetAsync("Ada", Arg.Any<CancellationToken>()).Returns("hi Ada");

        Assert.Equal("hi Ada", await new Greeter(shop).GreetAsync());
        await shop.Received().GreetAsync("Ada", Arg.Any<CancellationToken>());
    }

    private sealed class Greeter(IShop shop)
    {
        public Task<string> GreetAsync() => shop.GreetAsync("Ada");
    }

    private sealed class FakeShop : IShop
    {
        public Task<Offer> FindAsync(string name, int count, CancellationToken cancellationToken) => Task.FromResult(new Offer(name, count));

        public ValueTask<decimal> PriceAsync(Order order, CancellationToken cancellationToken) => new(1m);

        public Task<Shape> ShapeAsync(Shape shape, CancellationToken cancellationToken) => Task.FromResult(shape);

        public Task<McpToolResult<Offer>> FailAsync(CancellationToken cancellationToken) =>
            Task.FromResult(new McpToolResult<Offer> { Raw = new McpToolResult { Content = McpJson.Parse("[]"), IsError = true } });

        public Task<string> WorkAsync(IProgress<McpProgress>? progress, CancellationToken cancellationToken) => Task.FromResult("");

        public Task<string> GreetAsync(string name, CancellationToken cancellationToken) => Task.FromResult("hello " + name);

        public Task<string> ItemAsync(int id, string? lang, CancellationToken cancellationToken) => Task.FromResult("");

        public Task PingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
