using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Mcp;

/// <summary>Lists whose items are read each on its own: inside a result, one that cannot be read is set aside.</summary>
public ref partial struct McpJsonReader
{
    /// <summary>From here to <see cref="EndResult"/>, items of lists that cannot be read are set aside instead of failing everything.</summary>
    /// <returns>What <see cref="EndResult"/> has to be given.</returns>
    public int BeginResult()
    {
        int count = _rejected?.Count ?? 0;
        int mark = _isLenient ? count : ~count;
        _isLenient = true;
        return mark;
    }

    /// <summary>Ends what <see cref="BeginResult"/> began, and takes out what was set aside in between.</summary>
    public IReadOnlyList<McpRejectedItem> EndResult(int mark)
    {
        _isLenient = mark >= 0;
        int start = mark >= 0 ? mark : ~mark;
        if (_rejected is null || _rejected.Count == start)
            return [];
        McpRejectedItem[] items = [.. _rejected[start..]];
        _rejected.RemoveRange(start, items.Length);
        return items;
    }

    /// <summary>Reads an item of a list. Inside a result, one that does not fit its type is passed over and set aside.</summary>
    /// <param name="list">The list, as its type and member.</param>
    /// <param name="index">Which item of it, from 0.</param>
    /// <param name="read">Reads the item.</param>
    /// <param name="item">The item, unless it was set aside.</param>
    /// <exception cref="McpPayloadException">The item does not fit its type, and this is no result.</exception>
    public bool TryReadItem<T>(string list, int index, McpReader<T> read, [MaybeNullWhen(false)] out T item)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (!_isLenient)
        {
            item = read(ref this);
            return true;
        }

        if (_json.IsEmpty)
            return TryReadForeignItem(list, index, read, out item);
        int start = (int)_inner.TokenStartIndex;
        int before = _rejected?.Count ?? 0;
        try
        {
            item = read(ref this);
            return true;
        }
        catch (McpPayloadException error)
        {
            Reject(before, new McpRejectedItem(list, index, SkipItem(start), error.Message));
            item = default;
            return false;
        }
    }

    /// <summary>The same where the bytes are not at hand: a copy of the whole reader remembers where the item begins.</summary>
    private bool TryReadForeignItem<T>(string list, int index, McpReader<T> read, [MaybeNullWhen(false)] out T item)
    {
        McpJsonReader start = this;
        int before = _rejected?.Count ?? 0;
        try
        {
            item = read(ref this);
            return true;
        }
        catch (McpPayloadException error)
        {
            McpJson value = start.ReadJson();
            _inner = start._inner;
            Reject(before, new McpRejectedItem(list, index, value, error.Message));
            item = default;
            return false;
        }
    }

    private void Reject(int before, McpRejectedItem item)
    {
        // What was set aside inside of the item goes as a whole now.
        _rejected?.RemoveRange(before, _rejected.Count - before);
        _isLenient = true;
        (_rejected ??= []).Add(item);
    }

    /// <summary>Goes on to the end of the item that starts there, from wherever in it reading has stopped.</summary>
    private McpJson SkipItem(int start)
    {
        var whole = new Utf8JsonReader(_json[start..]);
        whole.Read();
        whole.Skip();
        int end = start + (int)whole.BytesConsumed;
        while (_inner.BytesConsumed < end)
            _inner.Read();
        ReadOnlySpan<byte> raw = _json[start..end];
        // What is no text cannot be kept as JSON; the reason tells of it.
        return Utf8.IsValid(raw) ? McpJson.FromValidUtf8(raw.ToArray()) : default;
    }
}
