using System.Collections.Generic;
using Mcp.Generators.Json;

namespace Mcp.Generators.Pins;

/// <summary>What a difference between a contract and its pin is about.</summary>
internal enum PinDrift
{
    /// <summary>The tool, the prompt, the resource or the template is not there.</summary>
    Target,

    /// <summary>An argument that the contract lacks.</summary>
    MissingArgument,

    /// <summary>An argument that the pin lacks.</summary>
    ExtraArgument,

    /// <summary>What an argument holds.</summary>
    ArgumentType,

    Result,
}

/// <summary>A difference between what a contract's method needs and what the pin says.</summary>
/// <param name="Drift">What it is about.</param>
/// <param name="IsBreaking">A call fails or is misunderstood because of it; otherwise it may be, depending on values.</param>
/// <param name="Path">The names that lead to it within the arguments or the result; empty for the whole.</param>
/// <param name="Text">What differs.</param>
/// <param name="Position">The place in the pin that shows it.</param>
/// <param name="Nearest">What was probably meant, where that can be told.</param>
internal sealed record PinFinding(PinDrift Drift, bool IsBreaking, IReadOnlyList<string> Path, string Text, TextPosition Position, string? Nearest = null);
