using Mcp.Generators.Json;

namespace Mcp.Generators.Pins.Binding;

/// <summary>A part of a pin that is given as JSON, or left out, and why (MCPG4005).</summary>
/// <param name="Subject">What it belongs to: <c>tool 'echo'</c>.</param>
/// <param name="Reason">What is beyond the generator, and what became of it.</param>
/// <param name="Position">Where it stands in the pin.</param>
internal sealed record PinNote(string Subject, string Reason, TextPosition Position);
