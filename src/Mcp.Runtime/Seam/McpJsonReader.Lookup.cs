using System.Buffers;
using System.Text.Json;

namespace Mcp;

/// <summary>Members found by their name, and text that may be none.</summary>
public ref partial struct McpJsonReader
{
    /// <summary>
    /// Looks ahead for a member of the current object, wherever it stands. The result stands on its value, or on no token when it is absent.
    /// Of a repeated member this is the first one: looking for the last would mean to pass over every object to its end.
    /// </summary>
    public McpJsonReader Find(ReadOnlySpan<byte> property)
    {
        StepToValue();
        McpJsonReader ahead = this;
        return ahead._inner.TokenType == JsonTokenType.StartObject && ahead.NextNamed(property) ? ahead : default;
    }

    /// <summary>The same, but of a repeated member the last one, as generated readers have it.</summary>
    internal McpJsonReader FindLast(ReadOnlySpan<byte> property)
    {
        McpJsonReader last = Find(property);
        McpJsonReader ahead = last;
        while (ahead._inner.TokenType != JsonTokenType.None)
        {
            last = ahead;
            ahead._inner.TrySkip();
            if (!ahead.NextNamed(property))
                break;
        }

        return last;
    }

    /// <summary>The text of the string value; <see langword="null"/> if it is no string or no Unicode text.</summary>
    internal string? ReadTextOrNull()
    {
        StepToValue();
        return _inner.TokenType == JsonTokenType.String && JsonEscapes.AreText(Inside) ? _inner.GetString() : null;
    }

    /// <summary>The name or string value as UTF-16, halves of surrogate pairs included.</summary>
    internal readonly string DecodeText() => JsonEscapes.AreText(Inside) ? _inner.GetString()! : JsonEscapes.Decode(Inside);

    private readonly ReadOnlySpan<byte> Inside => _inner.HasValueSequence ? _inner.ValueSequence.ToArray() : _inner.ValueSpan;

    // Half of a surrogate pair is no text, so it is not this one either. Asked before, since a name is compared with one candidate after
    // the other, and System.Text.Json throws each time.
    private readonly bool EscapedTextIs(ReadOnlySpan<byte> text) => JsonEscapes.AreText(Inside) && _inner.ValueTextEquals(text);

    private bool NextNamed(ReadOnlySpan<byte> property)
    {
        while (NextProperty())
        {
            bool found = NameIs(property);
            StepToValue();
            if (found)
                return true;
            _inner.TrySkip();
        }

        return false;
    }
}
