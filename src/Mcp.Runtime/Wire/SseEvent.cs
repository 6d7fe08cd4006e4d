namespace Mcp.Wire;

/// <summary>One server-sent event; the spans are valid until the next call on the framer.</summary>
internal ref struct SseEvent
{
    /// <summary>The event's name; empty stands for <c>message</c>.</summary>
    public ReadOnlySpan<byte> Name;

    /// <summary>The data lines, joined with line feeds.</summary>
    public ReadOnlySpan<byte> Data;
}
