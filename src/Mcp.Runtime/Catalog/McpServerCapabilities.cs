using System.Text.Json;
using Mcp.Catalog;

namespace Mcp;

/// <summary>What a server declares to offer; neutral because dynamic callers decide by it what to ask for, in every revision.</summary>
/// <param name="Raw">The declaration as it was sent, extensions included.</param>
public sealed record McpServerCapabilities(McpJson Raw)
{
    /// <summary>Whether it has tools.</summary>
    public bool Tools => Has("tools"u8);

    /// <summary>Whether it tells when its tools change.</summary>
    public bool ToolsListChanged => Has("tools"u8, "listChanged"u8);

    /// <summary>Whether it has prompts.</summary>
    public bool Prompts => Has("prompts"u8);

    /// <summary>Whether it tells when its prompts change.</summary>
    public bool PromptsListChanged => Has("prompts"u8, "listChanged"u8);

    /// <summary>Whether it has resources.</summary>
    public bool Resources => Has("resources"u8);

    /// <summary>Whether it tells when its list of resources changes.</summary>
    public bool ResourcesListChanged => Has("resources"u8, "listChanged"u8);

    /// <summary>Whether it tells when the content of a single resource changes.</summary>
    public bool ResourcesSubscribe => Has("resources"u8, "subscribe"u8);

    /// <summary>Whether it sends log messages.</summary>
    public bool Logging => Has("logging"u8);

    /// <summary>Whether it completes arguments. Revision 2024-11-05 has no way to declare it; a server of that revision may do it all the same.</summary>
    public bool Completions => Has("completions"u8);

    private bool Has(ReadOnlySpan<byte> name) => Members.Json(Raw, name).Kind == JsonValueKind.Object;

    private bool Has(ReadOnlySpan<byte> name, ReadOnlySpan<byte> part) => Members.IsTrue(Members.Json(Raw, name), part);
}
