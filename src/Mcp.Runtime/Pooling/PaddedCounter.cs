using System.Runtime.InteropServices;

namespace Mcp.Pooling;

/// <summary>A number that many threads count with, alone on its cache line: counting one member must not slow the look at another.</summary>
[StructLayout(LayoutKind.Explicit, Size = 192)]
internal struct PaddedCounter
{
    [FieldOffset(64)]
    private int _value;

    public readonly int Value => Volatile.Read(in _value);

    public void Increment() => Interlocked.Increment(ref _value);

    public void Decrement() => Interlocked.Decrement(ref _value);
}
