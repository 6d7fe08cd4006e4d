using System.Text;
using System.Text.Json;

namespace Mcp.FaultServer;

/// <summary>The process's standard streams as bytes, the request that was read last, and the journal.</summary>
internal sealed class RawPeer(string? journal) : IDisposable
{
    private readonly Stream _input = Console.OpenStandardInput();
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly List<byte> _line = [];
    private readonly object _journalLock = new();
    private int _start;
    private int _end;

    public string LineEnd { get; set; } = "\n";

    /// <summary>So many bytes per write; 0 for all at once.</summary>
    public int Chunk { get; set; }

    /// <summary>The method of the last message; <see langword="null"/> if it had none.</summary>
    public string? Method { get; private set; }

    /// <summary>The last request, whatever came after it.</summary>
    public JsonElement Request { get; private set; }

    /// <summary>Whether the last message was a request.</summary>
    public bool IsRequest { get; private set; }

    /// <summary>The current request's id as it came.</summary>
    public string Id { get; private set; } = "null";

    public JsonElement Message { get; private set; }

    public void Note(string text)
    {
        if (journal is null)
            return;
        lock (_journalLock)
            File.AppendAllText(journal, text + "\n");
    }

    /// <summary>Reads a line; <see langword="false"/> at the end of the input. A line without an id leaves the current request as it was.</summary>
    public bool Read()
    {
        if (ReadLine() is not { } line)
        {
            Note("eof");
            return false;
        }

        Note("in " + line);
        Method = null;
        IsRequest = false;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            Message = document.RootElement.Clone();
            if (Message.ValueKind == JsonValueKind.Object && Message.TryGetProperty("method", out JsonElement method))
            {
                Method = method.GetString();
                if (Message.TryGetProperty("id", out JsonElement id))
                {
                    Id = id.GetRawText();
                    Request = Message;
                    IsRequest = true;
                }
            }
        }
        catch (JsonException)
        {
            Message = default;
        }

        return true;
    }

    public void WriteLine(string text) => Write(Encoding.UTF8.GetBytes(text + LineEnd));

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int count = Chunk == 0 ? bytes.Length : Math.Min(Chunk, bytes.Length);
            _output.Write(bytes[..count]);
            _output.Flush();
            bytes = bytes[count..];
        }
    }

    public void CloseOutput() => _output.Dispose();

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
    }

    private string? ReadLine()
    {
        _line.Clear();
        while (true)
        {
            if (_start == _end)
            {
                _start = 0;
                _end = _input.Read(_buffer);
                if (_end == 0)
                    return _line.Count == 0 ? null : Encoding.UTF8.GetString([.. _line]);
            }

            ReadOnlySpan<byte> held = _buffer.AsSpan(_start, _end - _start);
            int feed = held.IndexOf((byte)'\n');
            _line.AddRange(held[..(feed < 0 ? held.Length : feed)]);
            _start += feed < 0 ? held.Length : feed + 1;
            if (feed >= 0)
                return Encoding.UTF8.GetString([.. _line]);
        }
    }
}
