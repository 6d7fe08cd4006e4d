namespace Mcp.Protocol.Tests.Properties.Kit;

/// <summary>
/// The choices that a random value is made of. FsCheck draws and shrinks them, whatever the type: behind its end a tape says 0, which
/// every maker takes as its simplest choice, so that a shorter tape with smaller numbers is a simpler value.
/// </summary>
internal sealed class Tape(int[] choices)
{
    private int _next;

    public int Below(int count) => _next < choices.Length ? choices[_next++] % count : 0;

    public bool Flip() => Below(2) == 1;

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];
}
