using Mcp;

namespace PinnedClient;

/// <summary>Tools, a prompt and a resource of the official server "everything". Each value printed came from the server.</summary>
internal static class EverythingTour
{
    /// <summary>Who its pin was taken as: the server has some tools only for a client that it can ask for a model, an answer or folders.</summary>
    public static McpClientOptions Options { get; } = new McpClientOptions { ProtocolVersions = { McpRevision.V2025_11_25 } }
        .OnSampling((request, context, cancellationToken) => ValueTask.FromResult(McpSamplingResponse.FromText("Rome, of course.", "none")))
        .OnElicitation((request, context, cancellationToken) => ValueTask.FromResult(McpElicitationResponse.Decline))
        .OnRoots((context, cancellationToken) => ValueTask.FromResult<IReadOnlyList<McpRoot>>([]));

    public static async Task<int> RunAsync(McpClient client)
    {
        McpContractReport report = await client.CheckAsync<IEverything>();
        Console.WriteLine($"check      {report}");

        IEverything server = client.As<IEverything>();
        IEverything.GetStructuredContentResult weather = await server.GetStructuredContentAsync(IEverything.GetStructuredContentLocation.NewYork);
        Console.WriteLine($"tool       {weather.Conditions}, {weather.Temperature} degrees, {weather.Humidity} % humidity");
        McpToolResult sum = await server.GetSumAsync(2, 40);
        Console.WriteLine($"tool       {sum.Text}");
        IProgress<McpProgress> progress = McpProgress.Handler(step => Console.WriteLine($"progress   {step.Progress} of {step.Total}"));
        McpToolResult ran = await server.TriggerLongRunningOperationAsync(duration: 1, steps: 3, progress);
        Console.WriteLine($"tool       {ran.Text}");
        McpPromptResult question = await server.GetArgsPromptAsync("Rome");
        Console.WriteLine($"prompt     {question.Messages[0].Content.Text}");
        IReadOnlyList<McpResourceContents> contents = await server.ReadDynamicTextResourceAsync("1");
        Console.WriteLine($"resource   {contents[0].Text}");
        return report.IsFit ? 0 : 1;
    }
}
