namespace Mcp;

/// <summary>What a contract needs of a server: generated with it, for checks, pins and tests. Immutable.</summary>
/// <param name="Name">The contract's name in C#.</param>
public sealed record McpContractDescription(string Name)
{
    /// <summary>The only revision that it is meant for, by its date; <see langword="null"/> for all.</summary>
    public string? ProtocolVersion { get; init; }

    /// <summary>The revision, by its date, that was spoken when the contract's pin was taken; <see langword="null"/> for a contract with methods of its own. It binds the contract to nothing: a server may offer less over another one.</summary>
    public string? PinRevision { get; init; }

    /// <summary>The tools it calls, in the order of its methods.</summary>
    public IReadOnlyList<McpNeededTool> Tools { get; init; } = [];

    /// <summary>The prompts it gets.</summary>
    public IReadOnlyList<McpNeededPrompt> Prompts { get; init; } = [];

    /// <summary>The resources it reads: addresses, or templates for them.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];
}

/// <summary>A tool that a contract calls.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="InputSchema">The arguments as they are sent, as JSON Schema; what is not required there may be left out.</param>
/// <param name="OutputSchema">The data as it is read, as JSON Schema; undefined when the method reads text, bytes or nothing.</param>
public sealed record McpNeededTool(string Name, McpJson InputSchema, McpJson OutputSchema = default);

/// <summary>A prompt that a contract gets.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Arguments">The arguments as they are sent, as JSON Schema.</param>
public sealed record McpNeededPrompt(string Name, McpJson Arguments);
