namespace Mcp.Interop;

/// <summary>What the servers offer now, byte by byte what is committed.</summary>
internal sealed class Pins(Report report, string committed, string fresh)
{
    public async Task RunAsync()
    {
        foreach (string name in Names(committed).Union(Names(fresh)).Order(StringComparer.Ordinal))
            await report.CheckAsync("pin", name, () => IsSameAsync(Path.Combine(committed, name), Path.Combine(fresh, name)));
    }

    private static IEnumerable<string> Names(string folder) => Directory.EnumerateFiles(folder, "*.mcp.json").Select(file => Path.GetFileName(file));

    private static async Task<bool> IsSameAsync(string pin, string taken)
    {
        byte[] old = await File.ReadAllBytesAsync(pin);
        byte[] now = await File.ReadAllBytesAsync(taken);
        if (old.AsSpan().SequenceEqual(now))
            return true;
        McpCatalogChanges changes = McpCatalog.Compare(McpCatalog.Parse(old), McpCatalog.Parse(now));
        throw new InvalidDataException($"the server is not what is pinned, which eng/pin.sh --all mends: {changes}");
    }
}
