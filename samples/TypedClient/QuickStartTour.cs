using Mcp;

namespace TypedClient;

/// <summary>Tools, a prompt and a resource of samples/QuickStart.Server. Each value printed came from the server.</summary>
internal static class QuickStartTour
{
    public static async Task<int> RunAsync(McpClient client)
    {
        McpContractReport report = await client.CheckAsync<IQuickStart>();
        Console.WriteLine($"check      {report}");

        IQuickStart server = client.As<IQuickStart>();
        Console.WriteLine($"tool       {await server.EchoAsync("hello")}");
        Console.WriteLine($"tool       {await server.ForecastAsync(new Place("Lisbon"))}");
        IProgress<McpProgress> progress = McpProgress.Handler(step => Console.WriteLine($"progress   {step.Progress} of {step.Total}"));
        Console.WriteLine($"tool       {await server.CountAsync(3, progress)}");
        McpToolResult<double> quotient = await server.DivideAsync(1, 0);
        Console.WriteLine($"tool       {(quotient.IsError ? quotient.Text : quotient.Value)}");
        Console.WriteLine($"prompt     {await server.PlanTripAsync("Lisbon", season: "spring")}");
        Console.WriteLine($"resource   {await server.ReportAsync("Lisbon")}");
        return report.IsFit ? 0 : 1;
    }
}
