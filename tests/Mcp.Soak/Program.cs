using Mcp.Soak;

// The child server of the stdio ground is this program, too.
if (args is ["--serve", string ledger, string place])
    return await StdioGround.ServeAsync(ledger, int.Parse(place, System.Globalization.CultureInfo.InvariantCulture));
if (SoakOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(SoakOptions.Usage);
    return 2;
}

return await new SoakRun(options).RunAsync();
