using Mcp;

namespace PinnedClient;

/// <summary>Tools, a prompt and a resource of samples/QuickStart.Server. Each value printed came from the server.</summary>
internal static class QuickStartTour
{
    public static async Task<int> RunAsync(McpClient client)
    {
        McpContractReport report = await client.CheckAsync<IQuickStart>();
        Console.WriteLine($"check      {report}");

        IQuickStart server = client.As<IQuickStart>();
        IQuickStart.ForecastResult forecast = await server.ForecastAsync(new IQuickStart.ForecastPlace { City = "Lisbon" }, IQuickStart.ForecastUnit.Fahrenheit);
        Console.WriteLine($"tool       {forecast.City}: up to {forecast.High} degrees, {(forecast.Sunny ? "sunny" : "cloudy")}");
        IProgress<McpProgress> progress = McpProgress.Handler(step => Console.WriteLine($"progress   {step.Progress} of {step.Total}"));
        McpToolResult counted = await server.CountAsync(3, progress);
        Console.WriteLine($"tool       {counted.Text}");
        McpToolResult quotient = await server.DivideAsync(1, 0);
        Console.WriteLine($"tool       {(quotient.IsError ? "failed: " : "")}{quotient.Text}");
        McpPromptResult plan = await server.GetPlanTripPromptAsync("Lisbon", season: "spring");
        Console.WriteLine($"prompt     {plan.Messages[0].Content.Text}");
        IReadOnlyList<McpResourceContents> contents = await server.ReadReportResourceAsync("Lisbon");
        Console.WriteLine($"resource   {contents[0].Text}");
        return report.IsFit ? 0 : 1;
    }
}
