using System.Text.Json;

namespace Mcp.Resilience;

/// <summary>The parts of a server that it declares as capabilities and that whole groups of methods need.</summary>
[Flags]
internal enum ServerParts
{
    None = 0,
    Tools = 1,
    Prompts = 2,
    Resources = 4,
    Completions = 8,
    Logging = 16,
}

/// <summary>Which part a method needs. Pure.</summary>
internal static class ServerPart
{
    private static readonly ServerParts[] All = [ServerParts.Tools, ServerParts.Prompts, ServerParts.Resources, ServerParts.Completions, ServerParts.Logging];

    public static string NameOf(ServerParts part) => part.ToString().ToLowerInvariant();

    public static ServerParts NeededBy(string method) => method[..Math.Max(0, method.IndexOf('/', StringComparison.Ordinal))] switch
    {
        "tools" => ServerParts.Tools,
        "prompts" => ServerParts.Prompts,
        "resources" => ServerParts.Resources,
        "completion" => ServerParts.Completions,
        "logging" => ServerParts.Logging,
        _ => ServerParts.None,
    };

    public static ServerParts In(McpJson capabilities)
    {
        var declared = ServerParts.None;
        if (capabilities.Kind != JsonValueKind.Object)
            return declared;
        foreach (ServerParts part in All)
        {
            if (capabilities.TryGetProperty(NameOf(part), out McpJson value) && value.Kind == JsonValueKind.Object)
                declared |= part;
        }

        return declared;
    }
}
