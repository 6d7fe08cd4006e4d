using Mcp;
using PinnedClient;

// Without arguments against the sample server; with them, against the official one:
//   dotnet run --project samples/PinnedClient -- npx -y @modelcontextprotocol/server-everything
McpTransport transport = args.Length == 0
    ? McpTransport.Stdio("dotnet", Path.Combine(AppContext.BaseDirectory, "server", "QuickStart.Server.dll"))
    : McpTransport.Stdio(args[0], args[1..]);
try
{
    await using McpClient client = await McpClient.ConnectAsync(transport, args.Length == 0 ? null : EverythingTour.Options);
    Console.WriteLine($"connected  {client.ServerInfo.Name} {client.ServerInfo.Version}, revision {client.NegotiatedVersion}");
    return await (args.Length == 0 ? QuickStartTour.RunAsync(client) : EverythingTour.RunAsync(client));
}
catch (McpException error)
{
    Console.Error.WriteLine($"{error.GetType().Name}: {error.Message}");
    return 1;
}
