namespace Mcp.Http.Tests.Contracts;

/// <summary>Answers sampling in every revision by one and the same method.</summary>
internal sealed class Sampler : Mcp.V2024_11_05.ISamplingHandler, Mcp.V2025_03_26.ISamplingHandler,
    Mcp.V2025_06_18.ISamplingHandler, Mcp.V2025_11_25.ISamplingHandler, Mcp.V2026_07_28.ISamplingHandler
{
    public const string Model = "a model of ours";

    public ValueTask<Mcp.V2024_11_05.CreateMessageResult> CreateMessageAsync(
        Mcp.V2024_11_05.CreateMessageRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new Mcp.V2024_11_05.CreateMessageResult
        {
            Role = Mcp.V2024_11_05.Role.Assistant,
            Model = Model,
            Content = new Mcp.V2024_11_05.TextContent { Text = Answer() },
        });

    public ValueTask<Mcp.V2025_03_26.CreateMessageResult> CreateMessageAsync(
        Mcp.V2025_03_26.CreateMessageRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new Mcp.V2025_03_26.CreateMessageResult
        {
            Role = Mcp.V2025_03_26.Role.Assistant,
            Model = Model,
            Content = new Mcp.V2025_03_26.TextContent { Text = Answer() },
        });

    public ValueTask<Mcp.V2025_06_18.CreateMessageResult> CreateMessageAsync(
        Mcp.V2025_06_18.CreateMessageRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new Mcp.V2025_06_18.CreateMessageResult
        {
            Role = Mcp.V2025_06_18.Role.Assistant,
            Model = Model,
            Content = new Mcp.V2025_06_18.TextContent { Text = Answer() },
        });

    public ValueTask<Mcp.V2025_11_25.CreateMessageResponse> CreateMessageAsync(
        Mcp.V2025_11_25.CreateMessageRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Mcp.V2025_11_25.CreateMessageResponse>(new Mcp.V2025_11_25.CreateMessageResult
        {
            Role = Mcp.V2025_11_25.Role.Assistant,
            Model = Model,
            Content = [new Mcp.V2025_11_25.TextContent { Text = Answer() }],
        });

    public ValueTask<Mcp.V2026_07_28.CreateMessageResult> CreateMessageAsync(
        Mcp.V2026_07_28.CreateMessageRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new Mcp.V2026_07_28.CreateMessageResult
        {
            Role = Mcp.V2026_07_28.Role.Assistant,
            Model = Model,
            Content = [new Mcp.V2026_07_28.TextContent { Text = Answer() }],
        });

    /// <summary>The handlers of exactly one revision.</summary>
    public McpHandlerTable Bind(string revision) => revision switch
    {
        "2024-11-05" => Mcp.V2024_11_05.McpHandlers.Bind((Mcp.V2024_11_05.IMcpClientHandler)this),
        "2025-03-26" => Mcp.V2025_03_26.McpHandlers.Bind((Mcp.V2025_03_26.IMcpClientHandler)this),
        "2025-06-18" => Mcp.V2025_06_18.McpHandlers.Bind((Mcp.V2025_06_18.IMcpClientHandler)this),
        "2025-11-25" => Mcp.V2025_11_25.McpHandlers.Bind((Mcp.V2025_11_25.IMcpClientHandler)this),
        _ => Mcp.V2026_07_28.McpHandlers.Bind((Mcp.V2026_07_28.IMcpClientHandler)this),
    };

    private static string Answer() => "fine";
}
