using System.Text.Json.Serialization;

namespace Mcp.Contracts.Tests;

/// <summary>A contract with everything in it: tools, prompts, resources, an inherited interface, types of a context.</summary>
[McpClient(JsonContext = typeof(ShopJson))]
public partial interface IShop : IPing
{
    [McpTool("find")]
    Task<Offer> FindAsync(string name, int count = 1, CancellationToken cancellationToken = default);

    [McpTool("price")]
    ValueTask<decimal> PriceAsync([McpArguments] Order order, CancellationToken cancellationToken = default);

    [McpTool("shape")]
    Task<Shape> ShapeAsync(Shape shape, CancellationToken cancellationToken = default);

    [McpTool("fail")]
    Task<McpToolResult<Offer>> FailAsync(CancellationToken cancellationToken = default);

    [McpTool("work")]
    Task<string> WorkAsync(IProgress<McpProgress>? progress = null, CancellationToken cancellationToken = default);

    [McpPrompt("greet")]
    Task<string> GreetAsync(string name, CancellationToken cancellationToken = default);

    [McpResource("shop://item/{id}{?lang}")]
    Task<string> ItemAsync(int id, string? lang = null, CancellationToken cancellationToken = default);
}

/// <summary>Part of the contract by inheritance.</summary>
public interface IPing
{
    Task PingAsync(CancellationToken cancellationToken = default);
}

public sealed record Offer(string Name, int Count, DateOnly? Until = null);

public sealed record Order(string Name, int Count);

/// <summary>Polymorphic, so that only the app's own context can read and write it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
public abstract record Shape;

public sealed record Circle(double Radius) : Shape;

public sealed record Square(double Side) : Shape;

/// <summary>Indented on purpose: a frame must be one line all the same.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Shape))]
internal sealed partial class ShopJson : JsonSerializerContext;
