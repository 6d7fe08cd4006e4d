using Mcp.Generators.Models;

namespace Mcp.Generators.Pins;

/// <summary>
/// What a pin says, without positions, so that it may pass through the pipeline: an edit that moves an item leaves the item equal.
/// Where things stand is <see cref="PinFile"/>'s.
/// </summary>
/// <param name="Revision">The date of the revision that the pin was captured with.</param>
/// <param name="Server">Who was asked.</param>
internal sealed record PinDocument(string Revision, PinServer Server)
{
    public EquatableArray<PinTool> Tools { get; init; }

    public EquatableArray<PinPrompt> Prompts { get; init; }

    public EquatableArray<PinResource> Resources { get; init; }

    public EquatableArray<PinResource> Templates { get; init; }
}

/// <summary>The server of a pin.</summary>
internal sealed record PinServer(string Name, string? Title, string? Version);

/// <summary>A pinned tool.</summary>
/// <param name="Name">The name that calls use.</param>
/// <param name="InputSchema">The JSON Schema of the arguments as compact text; <c>{}</c> when there is none.</param>
/// <param name="OutputSchema">The JSON Schema of the result as compact text; null when there is none.</param>
internal sealed record PinTool(string Name, string InputSchema, string? OutputSchema)
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    /// <summary>What the server says of the tool's effects as compact text; null when it says nothing.</summary>
    public string? Annotations { get; init; }
}

/// <summary>A pinned prompt.</summary>
internal sealed record PinPrompt(string Name)
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    public EquatableArray<PinArgument> Arguments { get; init; }
}

/// <summary>An argument of a pinned prompt.</summary>
internal sealed record PinArgument(string Name, bool IsRequired)
{
    public string? Title { get; init; }

    public string? Description { get; init; }
}

/// <summary>A pinned resource, or a family of them.</summary>
/// <param name="Uri">The address or the URI template, as the server wrote it.</param>
/// <param name="Name">Its name; the address when the server gives none.</param>
internal sealed record PinResource(string Uri, string Name)
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? MimeType { get; init; }
}
