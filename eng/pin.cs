#:project ../src/Mcp.Runtime/Mcp.Runtime.csproj
#:property PublishAot=false
// Plain IL is enough for a script, and it runs where no native runtime pack restores.

// Writes pins: what stdio servers offer, as catalogs in files.
//   dotnet run eng/pin.cs -- <out-file> <command> [argument…]
//   dotnet run eng/pin.cs -- --all <servers.json> <node_modules> <folder>     one pin for each server of the list
using System.Text.Json;
using Mcp;

const int MaxCaptures = 5;

try
{
    switch (args)
    {
        case ["--all", string list, string modules, string folder]:
            await PinAllAsync(list, modules, folder);
            return 0;
        case [string file, string command, .. string[] arguments] when !file.StartsWith('-'):
            await PinAsync(file, new McpStdioOptions { Command = command, Arguments = [.. arguments] });
            return 0;
        default:
            await Console.Error.WriteLineAsync("usage: eng/pin.sh <out-file> <command> [argument…]\n       eng/pin.sh --all [folder]");
            return 2;
    }
}
catch (Exception error) when (error is McpException or IOException or InvalidOperationException)
{
    await Console.Error.WriteLineAsync($"pin: {error.Message}");
    return 1;
}

static async Task PinAllAsync(string list, string modules, string folder)
{
    using JsonDocument servers = JsonDocument.Parse(await File.ReadAllBytesAsync(list));
    foreach (JsonProperty server in servers.RootElement.EnumerateObject())
    {
        string[] command = [.. server.Value.EnumerateArray().Select(static part => part.GetString()!)];
        await PinAsync(Path.Combine(folder, server.Name + ".mcp.json"), new McpStdioOptions { Command = command[0], Arguments = [.. command[1..]], WorkingDirectory = modules });
    }
}

static async Task PinAsync(string file, McpStdioOptions server)
{
    // Some servers have tools only for clients that can answer them. A pin holds all there is, so these are promised; nothing is ever called.
    McpClientOptions options = new McpClientOptions()
        .OnSampling(static (_, _, _) => throw new InvalidOperationException("A pin is taken without a model."))
        .OnElicitation(static (_, _, _) => ValueTask.FromResult(McpElicitationResponse.Decline))
        .OnRoots(static (_, _) => ValueTask.FromResult<IReadOnlyList<McpRoot>>([]));
    foreach (McpRevision revision in McpRevision.Known.Where(revision => revision.Era == McpEra.Stateful).OrderByDescending(revision => revision.Date, StringComparer.Ordinal))
        options.ProtocolVersions.Add(revision);
    await using McpClient client = await McpClient.ConnectAsync(McpTransport.Stdio(server), options);
    McpCatalog catalog = await SettledAsync(client);
    await catalog.SaveAsync(file);
    Console.WriteLine($"{file}: {catalog.Server.Name} {catalog.Server.Version}, {catalog.Revision.Date}, {catalog.Tools.Count} tools, "
        + $"{catalog.Prompts.Count} prompts, {catalog.Resources.Count} resources, {catalog.ResourceTemplates.Count} templates");
    foreach (string note in catalog.Notes)
        Console.WriteLine($"  note: {note}");
}

// A server may still be adding tools right after the handshake: what two captures in a row agree on is taken.
static async Task<McpCatalog> SettledAsync(McpClient client)
{
    McpCatalog last = await McpCatalog.CaptureAsync(client);
    for (int i = 1; i < MaxCaptures; i++)
    {
        McpCatalog next = await McpCatalog.CaptureAsync(client);
        if (next.Equals(last))
            return next;
        last = next;
    }

    throw new InvalidOperationException($"{MaxCaptures} captures in a row all differ: what this server offers does not hold still.");
}
