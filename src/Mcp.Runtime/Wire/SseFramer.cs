using System.Text;
using Mcp.Buffers;

namespace Mcp.Wire;

/// <summary>
/// Cuts a byte stream into server-sent events (HTML Standard §9.2.5, §9.2.6). Each byte is looked at once however the stream was split.
/// Only an event that a blank line ended exists: what is cut off counts for nothing, its id neither.
/// </summary>
/// <param name="pool">Where the buffers come from.</param>
/// <param name="maxFrameBytes">The most data that one event may carry.</param>
/// <param name="lastEventId">Where the stream that this one resumes had come to.</param>
internal sealed class SseFramer(BufferPool pool, int maxFrameBytes, string? lastEventId = null)
{
    private const int KeptBufferSize = 64 * 1024;

    // A line is a field's name, a colon, a space and at most one whole frame.
    private const int FieldOverhead = 16;

    private ReadWindow _window = new(pool, maxFrameBytes + FieldOverhead);
    private int _examined;
    private bool _started;
    private bool _afterReturn;
    private bool _inComment;

    private byte[]? _data;
    private int _dataLength;
    private bool _hasData;
    private bool _delivered;
    private byte[] _name = [];
    private int _nameLength;
    private byte[] _id = Encoding.UTF8.GetBytes(lastEventId ?? "");
    private byte[]? _nextId;

    /// <summary>Where a resumed stream goes on: the id of the last whole event that set one. It stays until an event sets another.</summary>
    public string? LastEventId { get; private set; } = lastEventId;

    /// <summary>How long the server asks to wait before a reconnect; huge values are cut to <see cref="int.MaxValue"/>.</summary>
    public int? RetryMilliseconds { get; private set; }

    public Memory<byte> GetMemory() => _window.GetMemory();

    public void Added(int count) => _window.Added(count);

    /// <summary>Takes the next event that has data; its spans are valid until the next call on the framer.</summary>
    public FramerStatus TryRead(out SseEvent item)
    {
        item = default;
        if (_delivered)
            ResetEvent();
        if (!_started && !TryPassByteOrderMark())
            return FramerStatus.NeedMore;
        while (true)
        {
            ReadOnlySpan<byte> bytes = _window.Span;
            if (_afterReturn && !bytes.IsEmpty)
            {
                _afterReturn = false;
                if (bytes[0] == (byte)'\n')
                {
                    _window.Consume(1);
                    continue;
                }
            }

            int end = bytes[_examined..].IndexOfAny((byte)'\r', (byte)'\n');
            if (end < 0)
                return Unfinished(bytes);
            ReadOnlySpan<byte> line = bytes[..(_examined + end)];
            _afterReturn = bytes[line.Length] == (byte)'\r';
            _window.Consume(line.Length + 1);
            _examined = 0;
            if (_inComment)
                _inComment = false;
            else if (!line.IsEmpty && !TryTakeField(line))
                return FramerStatus.TooLarge;
            else if (line.IsEmpty && EndEvent(out item))
                return FramerStatus.Frame;
        }
    }

    public void Return()
    {
        _window.Return();
        if (_data is not null)
            pool.Return(_data);
        _data = null;
        _dataLength = 0;
    }

    private bool TryPassByteOrderMark()
    {
        ReadOnlySpan<byte> mark = "\uFEFF"u8;
        ReadOnlySpan<byte> bytes = _window.Span;
        if (bytes.Length < mark.Length && mark.StartsWith(bytes))
            return false;
        _started = true;
        if (bytes.StartsWith(mark))
            _window.Consume(mark.Length);
        return true;
    }

    private FramerStatus Unfinished(ReadOnlySpan<byte> bytes)
    {
        // A comment keeps a stream alive and may be endless: it is dropped as it comes and never counts against the limit.
        if (_inComment || (!bytes.IsEmpty && bytes[0] == (byte)':'))
        {
            _inComment = true;
            _window.Consume(bytes.Length);
            _examined = 0;
            return FramerStatus.NeedMore;
        }

        _examined = bytes.Length;
        return _dataLength + bytes.Length > maxFrameBytes + FieldOverhead ? FramerStatus.TooLarge : FramerStatus.NeedMore;
    }

    private bool TryTakeField(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        ReadOnlySpan<byte> name = colon < 0 ? line : line[..colon];
        ReadOnlySpan<byte> value = colon < 0 ? default : line[(colon + 1)..];
        if (value.StartsWith(" "u8))
            value = value[1..];
        if (name.SequenceEqual("data"u8))
            return TryAppendData(value);
        if (colon != 0 && line.Length > maxFrameBytes + FieldOverhead)
            return false;
        if (name.SequenceEqual("id"u8))
            TakeId(value);
        else if (name.SequenceEqual("event"u8))
            TakeName(value);
        else if (name.SequenceEqual("retry"u8))
            TakeRetry(value);
        return true;
    }

    private bool TryAppendData(ReadOnlySpan<byte> value)
    {
        int separator = _hasData ? 1 : 0;
        if ((long)_dataLength + separator + value.Length > maxFrameBytes)
            return false;
        int length = _dataLength + separator + value.Length;
        if (_data is null || _data.Length < length)
            Grow(length);
        if (_hasData)
            _data![_dataLength] = (byte)'\n';
        value.CopyTo(_data.AsSpan(_dataLength + separator));
        _dataLength = length;
        _hasData = true;
        return true;
    }

    private void Grow(int length)
    {
        byte[] larger = pool.Rent(Math.Max(length, (int)Math.Min(maxFrameBytes, 2L * _dataLength)));
        if (_data is not null)
        {
            Buffer.BlockCopy(_data, 0, larger, 0, _dataLength);
            pool.Return(_data);
        }

        _data = larger;
    }

    private void TakeId(ReadOnlySpan<byte> value)
    {
        if (value.Contains((byte)0))
            return;
        _nextId = value.SequenceEqual(_id) ? null : value.ToArray();
    }

    private void TakeName(ReadOnlySpan<byte> value)
    {
        if (_name.Length < value.Length)
            _name = new byte[value.Length];
        value.CopyTo(_name);
        _nameLength = value.Length;
    }

    private void TakeRetry(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
            return;
        long sum = 0;
        foreach (byte digit in value)
            sum = Math.Min(int.MaxValue, (sum * 10) + digit - '0');
        RetryMilliseconds = (int)sum;
    }

    /// <summary>An event without data only moves the resume point (2025-11-25, "Sending Messages": the priming event).</summary>
    private bool EndEvent(out SseEvent item)
    {
        if (_nextId is not null)
        {
            _id = _nextId;
            _nextId = null;
            LastEventId = Encoding.UTF8.GetString(_id);
        }

        if (_dataLength == 0)
        {
            item = default;
            ResetEvent();
            return false;
        }

        item = new SseEvent { Name = _name.AsSpan(0, _nameLength), Data = _data.AsSpan(0, _dataLength) };
        _delivered = true;
        return true;
    }

    private void ResetEvent()
    {
        _delivered = false;
        _hasData = false;
        _dataLength = 0;
        _nameLength = 0;

        // A stream may live for days: one huge event must not hold its memory that long.
        if (_data is { Length: > KeptBufferSize })
        {
            pool.Return(_data);
            _data = null;
        }
    }
}
