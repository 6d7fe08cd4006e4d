using QuickStart;

try
{
    return args.Length == 0 ? await TypedTour.RunAsync() : await ForeignServer.RunAsync(args[0], args[1..]);
}
catch (Mcp.McpException error)
{
    Console.Error.WriteLine($"{error.GetType().Name}: {error.Message}");
    return 1;
}
