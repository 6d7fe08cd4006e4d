using Mcp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>Why emitted code cannot read and write a type, and under which number that is reported.</summary>
internal sealed record Refusal(string Text, DiagnosticDescriptor Descriptor)
{
    public Refusal(string text)
        : this(text, JsonDescriptors.NotPlainData)
    {
    }

    /// <summary>The same reason, seen from one level further out.</summary>
    public Refusal Within(string member) => this with { Text = $"{member}: {Text}" };
}
