using System.Buffers.Text;

namespace Mcp.Bench.Wire;

/// <summary>
/// The far side of every column: a server by hand that finds the id and the tool's one argument in each line and answers with bytes
/// prepared beforehand. It allocates nothing per call, so whatever a round allocates is the client's. All lines of a read are answered
/// with one write.
/// </summary>
internal sealed class Responder(MemoryPipe input, MemoryPipe output, McpRevision revision)
{
    private static readonly byte[] Tools =
        """{"resultType":"complete","ttlMs":60000,"cacheScope":"public","tools":[{"name":"echo","description":"Says it again.","inputSchema":{"type":"object","properties":{"message":{"type":"string"}},"required":["message"]}}]}"""u8.ToArray();

    private static readonly byte[] Discovered =
        """{"resultType":"complete","ttlMs":60000,"cacheScope":"public","supportedVersions":["2026-07-28"],"capabilities":{"tools":{}},"serverInfo":{"name":"responder","version":"1"},"_meta":{"io.modelcontextprotocol/serverInfo":{"name":"responder","version":"1"}}}"""u8.ToArray();

    private static readonly byte[] Initialized =
        """{"protocolVersion":"2025-03-26","capabilities":{"tools":{}},"serverInfo":{"name":"responder","version":"1"}}"""u8.ToArray();

    private readonly byte[] _in = new byte[1 << 18];
    private readonly byte[] _out = new byte[1 << 20];
    private int _length;

    public async Task RunAsync()
    {
        int held = 0;
        while (true)
        {
            int count = await input.ReadAsync(_in.AsMemory(held));
            if (count == 0)
                return;
            held = Answer(held + count);
            if (_length == 0)
                continue;
            await output.WriteAsync(_out.AsMemory(0, _length));
            _length = 0;
        }
    }

    /// <summary>Answers every whole line and moves the rest to the front.</summary>
    private int Answer(int held)
    {
        int start = 0;
        while (true)
        {
            int feed = _in.AsSpan(start, held - start).IndexOf((byte)'\n');
            if (feed < 0)
                break;
            AnswerLine(_in.AsSpan(start, feed));
            start += feed + 1;
        }

        _in.AsSpan(start, held - start).CopyTo(_in);
        return held - start;
    }

    private void AnswerLine(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> id = Number(line, "\"id\":"u8);
        if (id.IsEmpty)
            return;
        ReadOnlySpan<byte> method = Text(line, "\"method\":\""u8);
        if (method.SequenceEqual("tools/call"u8))
        {
            Begin(id);
            Add(revision.Era == McpEra.Stateless ? "{\"resultType\":\"complete\",\"content\":[{\"type\":\"text\",\"text\":\""u8 : "{\"content\":[{\"type\":\"text\",\"text\":\""u8);
            Add(Text(line, "\"message\":\""u8));
            Add("\"}]}}\n"u8);
            return;
        }

        ReadOnlySpan<byte> result = method.SequenceEqual("tools/list"u8) ? Tools
            : method.SequenceEqual("ping"u8) ? "{}"u8
            : method.SequenceEqual("initialize"u8) ? Initialized
            : method.SequenceEqual("server/discover"u8) && revision.Era == McpEra.Stateless ? Discovered
            : default;
        if (result.IsEmpty)
        {
            Add("{\"jsonrpc\":\"2.0\",\"id\":"u8);
            Add(id);
            Add(",\"error\":{\"code\":-32601,\"message\":\"no such method\"}}\n"u8);
            return;
        }

        Begin(id);
        Add(result);
        Add("}\n"u8);
    }

    private void Begin(ReadOnlySpan<byte> id)
    {
        Add("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        Add(id);
        Add(",\"result\":"u8);
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_out.AsSpan(_length));
        _length += bytes.Length;
    }

    private static ReadOnlySpan<byte> Number(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name)
    {
        int at = line.IndexOf(name);
        if (at < 0)
            return default;
        ReadOnlySpan<byte> rest = line[(at + name.Length)..];
        return Utf8Parser.TryParse(rest, out long _, out int used) ? rest[..used] : default;
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> line, ReadOnlySpan<byte> nameAndQuote)
    {
        int at = line.IndexOf(nameAndQuote);
        if (at < 0)
            return default;
        ReadOnlySpan<byte> rest = line[(at + nameAndQuote.Length)..];
        return rest[..rest.IndexOf((byte)'"')];
    }
}
