using System.IO.MemoryMappedFiles;

namespace Mcp.Soak;

/// <summary>
/// What the servers say of themselves: how often each call's tool ran, and which process serves. A file in memory, so that it outlives a killed
/// server. Calls share cells once there have been more of them than <see cref="Cells"/>; by then the earlier one has been checked.
/// </summary>
internal sealed unsafe class Ledger : IDisposable
{
    /// <summary>A power of two.</summary>
    public const int Cells = 1 << 20;

    private const int Head = 64;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly int* _cells;

    private Ledger(MemoryMappedFile file)
    {
        _file = file;
        _view = file.CreateViewAccessor();
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _cells = (int*)start;
    }

    public static Ledger Create(string path) => new(MemoryMappedFile.CreateFromFile(path, FileMode.CreateNew, null, sizeof(int) * (Head + Cells)));

    public static Ledger Open(string path) => new(MemoryMappedFile.CreateFromFile(path, FileMode.Open));

    /// <summary>How often the call's tool ran.</summary>
    public ref int RunsOf(long call) => ref _cells[Head + (call & (Cells - 1))];

    /// <summary>The process that serves at a place, as it said itself.</summary>
    public ref int ProcessAt(int place) => ref _cells[place];

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
