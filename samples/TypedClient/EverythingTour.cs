using Mcp;

namespace TypedClient;

/// <summary>Tools, a prompt and a resource of the official server "everything". Each value printed came from the server.</summary>
internal static class EverythingTour
{
    public static async Task<int> RunAsync(McpClient client)
    {
        McpContractReport report = await client.CheckAsync<IEverything>();
        Console.WriteLine($"check      {report}");

        IEverything server = client.As<IEverything>();
        Console.WriteLine($"tool       {await server.EchoAsync("hello")}");
        Console.WriteLine($"tool       {await server.GetSumAsync(2, 40)}");
        Console.WriteLine($"tool       {await server.GetWeatherAsync("New York")}");
        IProgress<McpProgress> progress = McpProgress.Handler(step => Console.WriteLine($"progress   {step.Progress} of {step.Total}"));
        Console.WriteLine($"tool       {await server.RunLongAsync(duration: 1, steps: 3, progress)}");
        Console.WriteLine($"prompt     {await server.AskAboutAsync("Rome")}");
        Console.WriteLine($"resource   {await server.ReadAsync(1)}");
        return report.IsFit ? 0 : 1;
    }
}
