using Mcp;

namespace QuickStart;

/// <summary>Everything a typed client does, against the sample server in a child process. Each value printed came from the server.</summary>
internal static class TypedTour
{
    public static async Task<int> RunAsync()
    {
        string server = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "QuickStart.Server", "bin", BuildFolder(), "QuickStart.Server.dll");
        await using McpClient client = await McpClient.ConnectAsync(McpTransport.Stdio("dotnet", Path.GetFullPath(server)));
        Console.WriteLine($"connected   {client.ServerInfo.Name} {client.ServerInfo.Version}, revision {client.NegotiatedVersion}");

        await foreach (McpTool tool in client.ListToolsAsync())
            Console.WriteLine($"tool        {tool.Name}: {tool.Description}");

        IQuickStart quickStart = client.As<IQuickStart>();
        Console.WriteLine($"echo        {await quickStart.EchoAsync("hello")}");
        Console.WriteLine($"forecast    {await quickStart.ForecastAsync(new Place("Lisbon"))}");
        string counted = await quickStart.CountAsync(3, new Printer());
        Console.WriteLine($"count       {counted}");
        await ShowCancelAsync(quickStart);
        await ShowToolErrorAsync(quickStart);
        await ShowTimeoutAsync(quickStart);
        Console.WriteLine($"still here  {await quickStart.EchoAsync("goodbye")}");
        return 0;
    }

    private static async Task ShowCancelAsync(IQuickStart quickStart)
    {
        using var cancel = new CancellationTokenSource();
        Task<string> waiting = quickStart.WaitAsync(cancellationToken: cancel.Token);
        await cancel.CancelAsync();
        try
        {
            await waiting;
        }
        catch (OperationCanceledException error)
        {
            Console.WriteLine($"cancelled   {error.Message}");
        }
    }

    private static async Task ShowToolErrorAsync(IQuickStart quickStart)
    {
        try
        {
            await quickStart.DivideAsync(1, 0);
        }
        catch (McpToolException error)
        {
            Console.WriteLine($"tool error  {error.Message}");
        }
    }

    private static async Task ShowTimeoutAsync(IQuickStart quickStart)
    {
        try
        {
            await quickStart.WaitAsync(new McpCallOptions { Timeout = TimeSpan.FromMilliseconds(300) });
        }
        catch (McpTimeoutException error)
        {
            Console.WriteLine($"timeout     {error.Message}");
        }
    }

    /// <summary>The last two folders of the output path, which the server's build shares.</summary>
    private static string BuildFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(folder.Parent!.Name, folder.Name);
    }

    /// <summary>Prints progress as it comes; all of it comes before the call's result.</summary>
    private sealed class Printer : IProgress<McpProgress>
    {
        public void Report(McpProgress value) => Console.WriteLine($"progress    {value.Progress} of {value.Total}: {value.Message}");
    }
}
