using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Mcp.Buffers;

namespace Mcp;

/// <summary>
/// Writes compact UTF-8 JSON into a rented buffer. It trusts its caller to keep the order of tokens (generated code does) and puts the
/// commas itself. Not thread-safe.
/// </summary>
public sealed partial class McpJsonWriter
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000a\u000b\u000c\u000d\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    // What readers accept, ours and System.Text.Json's.
    private const int MaxDepth = 64;

    [ThreadStatic]
    private static McpJsonWriter? Cached;

    private BufferPool _pool;
    private byte[] _buffer;
    private int _length;
    private int _depth;

    private McpJsonWriter(BufferPool pool)
    {
        _pool = pool;
        _buffer = [];
    }

    /// <summary>The bytes written so far; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    internal int Length => _length;

    /// <summary>Opens an object.</summary>
    /// <exception cref="McpPayloadException">It would be nested deeper than any peer reads; a cycle of objects ends here too.</exception>
    public void StartObject() => Open((byte)'{');

    /// <summary>Closes an object.</summary>
    public void EndObject() => Close((byte)'}');

    /// <summary>Opens an array.</summary>
    /// <exception cref="McpPayloadException">It would be nested deeper than any peer reads.</exception>
    public void StartArray() => Open((byte)'[');

    /// <summary>Closes an array.</summary>
    public void EndArray() => Close((byte)']');

    /// <summary>Starts a member, with a comma where one is needed.</summary>
    /// <param name="quotedNameAndColon">The encoded name, for instance <c>"\"name\":"u8</c>.</param>
    public void Name(ReadOnlySpan<byte> quotedNameAndColon)
    {
        Span<byte> target = Reserve(quotedNameAndColon.Length + 1);
        if (NeedsComma((byte)'{'))
        {
            target[0] = (byte)',';
            target = target[1..];
            _length++;
        }

        quotedNameAndColon.CopyTo(target);
        _length += quotedNameAndColon.Length;
    }

    /// <summary>Starts a member whose name is known only at run time.</summary>
    public void Name(string name)
    {
        if (NeedsComma((byte)'{'))
            Append((byte)',');
        WriteString(name);
        Append((byte)':');
    }

    /// <summary>Starts an array item: a comma where one is needed.</summary>
    public void Item()
    {
        if (NeedsComma((byte)'['))
            Append((byte)',');
    }

    /// <summary>Writes bytes as they are.</summary>
    public void WriteRaw(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Reserve(utf8.Length));
        _length += utf8.Length;
    }

    /// <summary>Writes a string, escaping what JSON demands and nothing else.</summary>
    /// <exception cref="McpPayloadException">The text holds a lone surrogate and so has no UTF-8 form.</exception>
    public void WriteString(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Append((byte)'"');
        ReadOnlySpan<char> rest = value;
        while (true)
        {
            int escape = rest.IndexOfAny(Escaped);
            WriteText(escape < 0 ? rest : rest[..escape]);
            if (escape < 0)
                break;
            WriteEscape(rest[escape]);
            rest = rest[(escape + 1)..];
        }

        Append((byte)'"');
    }

    /// <summary>Writes a whole number.</summary>
    public void WriteNumber(long value)
    {
        Utf8Formatter.TryFormat(value, Reserve(20), out int written);
        _length += written;
    }

    /// <summary>Writes a number in its shortest form that reads back equal.</summary>
    /// <exception cref="McpPayloadException">The number is not finite; JSON has no form for it.</exception>
    public void WriteNumber(double value)
    {
        if (!double.IsFinite(value))
            throw new McpPayloadException($"{value.ToString(CultureInfo.InvariantCulture)} cannot be written: JSON numbers are finite.");
        value.TryFormat(Reserve(32), out int written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    /// <summary>Writes <c>null</c>.</summary>
    public void WriteNull() => WriteRaw("null"u8);

    /// <summary>Writes bytes as a base64 string.</summary>
    public void WriteBase64(ReadOnlySpan<byte> bytes)
    {
        Append((byte)'"');
        Base64.EncodeToUtf8(bytes, Reserve(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out int written);
        _length += written;
        Append((byte)'"');
    }

    /// <summary>Writes a JSON value as it stands, without the line breaks that a frame cannot hold.</summary>
    public void WriteJson(McpJson value) => value.WriteTo(this);

    internal static McpJsonWriter Rent(BufferPool pool)
    {
        McpJsonWriter writer = Cached ?? new McpJsonWriter(pool);
        Cached = null;
        writer._pool = pool;
        writer._buffer = pool.Rent(512);
        writer._length = 0;
        writer._depth = 0;
        return writer;
    }

    /// <summary>Moves the written bytes out and gives the writer back.</summary>
    internal Payload Detach()
    {
        var payload = new Payload(_pool, _buffer, _length);
        Recycle();
        return payload;
    }

    /// <summary>Drops what was written and gives the writer back.</summary>
    internal void Discard()
    {
        _pool.Return(_buffer);
        Recycle();
    }

    /// <summary>Takes back the closing brace of the object just written, so that members can be added.</summary>
    internal void Reopen()
    {
        if (_length == 0 || _buffer[_length - 1] != (byte)'}')
            throw new McpPayloadException("Parameters must be written as a JSON object.");
        _length--;
    }

    internal void Truncate(int length) => _length = length;

    internal Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
            Grow(count);
        return _buffer.AsSpan(_length);
    }

    internal Memory<byte> ReserveMemory(int count)
    {
        Reserve(count);
        return _buffer.AsMemory(_length);
    }

    internal void Advance(int count) => _length += count;

    private void Recycle()
    {
        _buffer = [];
        _length = 0;
        MetaSource = null;
        Cached = this;
    }

    private void Open(byte opener)
    {
        if (++_depth > MaxDepth)
            throw new McpPayloadException($"The value is nested more than {MaxDepth} levels deep, or holds itself.");
        Append(opener);
    }

    private void Close(byte closer)
    {
        _depth--;
        Append(closer);
    }

    private bool NeedsComma(byte opener) => _length > 0 && _buffer[_length - 1] != opener;

    private void Append(byte value)
    {
        Reserve(1)[0] = value;
        _length++;
    }

    private void Grow(int count)
    {
        byte[] larger = _pool.Rent(Math.Max(_buffer.Length * 2, checked(_length + count)));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        _pool.Return(_buffer);
        _buffer = larger;
    }

    private void WriteText(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        OperationStatus status = Utf8.FromUtf16(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)), out _, out int written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
            throw new McpPayloadException("A string holds half of a surrogate pair and cannot be written as UTF-8.");
        _length += written;
    }

    private void WriteEscape(char value)
    {
        switch (value)
        {
            case '"': WriteRaw("\\\""u8); break;
            case '\\': WriteRaw("\\\\"u8); break;
            case '\n': WriteRaw("\\n"u8); break;
            case '\r': WriteRaw("\\r"u8); break;
            case '\t': WriteRaw("\\t"u8); break;
            default:
                WriteRaw("\\u00"u8);
                Append((byte)(value < 0x10 ? '0' : '1'));
                Append((byte)"0123456789abcdef"[value & 0xF]);
                break;
        }
    }
}
