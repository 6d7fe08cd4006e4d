using System.Text;

namespace Mcp.Runtime.Tests.Wire.Fuzz;

/// <summary>Makes documents that are nearly, but not always, JSON-RPC messages.</summary>
internal sealed class DocumentMaker(Random chance)
{
    private static readonly string[] Names =
        ["jsonrpc", "id", "method", "params", "result", "error", "\\u0069d", "m\\u0065thod", "resul\\u0074", "Id", "ids", "", "x", "\\ud800", "id\\ud800", "e\\u0301"];

    private static readonly string[] Ids =
        ["1", "7", "0", "-3", "1.5", "1e2", "1E400", "9223372036854775807", "9223372036854775808", "\"7\"", "\"+7\"", "\" 7\"", "\"7a\"", "\"\\u0037\"", "\"\"", "null", "true", "{}", "[7]", "\"\\ud800\""];

    private static readonly string[] Versions = ["\"2.0\"", "\"2.0\"", "\"2.0\"", "\"2.0\"", "\"2.0\"", "\"2.0\"", "\"1.0\"", "\"2\\u002e0\"", "2.0", "null", "{\"a\":\"2.0\"}"];

    private static readonly string[] Methods = ["\"ping\"", "\"tools/call\"", "\"notifications/x\"", "\"\"", "\"a\\u0062\"", "\"\\ud800\"", "5", "null", "[\"m\"]", "\"\u00e9\""];

    private static readonly string[] Atoms = ["0", "-0", "-1.5e-7", "true", "false", "null", "\"\"", "\"x\"", "\"\\n\\\"\\\\\"", "\"\\ud83d\\ude00\"", "\"\\udc00\"", "\"\u20ac\"", "{}", "[]"];

    private static readonly string[] Scraps = ["{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "/*c*/", "//", "\n", "\0", "\ufeff", "1", "-", "e", "tru", "null", "\u2028"];

    public byte[] Next()
    {
        byte[] document = Encoding.UTF8.GetBytes(chance.Next(20) switch
        {
            0 => Value(0),
            1 => $"[{Message()},{Message()}]",
            2 => Deep(),
            _ => Message(),
        });
        for (int i = chance.Next(3) == 0 ? chance.Next(1, 4) : 0; i > 0; i--)
            document = Mutate(document);
        return document;
    }

    private string Message()
    {
        var text = new StringBuilder("{");
        string[] likely = chance.Next(4) switch
        {
            0 => ["jsonrpc", "id", "method", "params"],
            1 => ["jsonrpc", "method", "params"],
            2 => ["jsonrpc", "id", "result"],
            _ => ["jsonrpc", "id", "error"],
        };
        var names = likely.ToList();
        for (int i = chance.Next(3) == 0 ? chance.Next(1, 4) : 0; i > 0; i--)
            names.Insert(chance.Next(names.Count + 1), Pick(Names));
        if (chance.Next(4) == 0)
            names.RemoveAt(chance.Next(names.Count));
        if (chance.Next(2) == 0)
            chance.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(names));
        for (int i = 0; i < names.Count; i++)
            text.Append(i == 0 ? "" : ",").Append(Space()).Append('"').Append(names[i]).Append('"').Append(Space()).Append(':').Append(Space()).Append(ValueFor(names[i])).Append(Space());
        return Space() + text.Append('}') + Space();
    }

    private string ValueFor(string name) => name switch
    {
        _ when chance.Next(30) == 0 => Value(0),
        "jsonrpc" => Pick(Versions),
        "id" or "\\u0069d" => Pick(Ids),
        "method" or "m\\u0065thod" => Pick(Methods),
        _ => Value(0),
    };

    private string Value(int depth)
    {
        int kind = depth > 4 ? 0 : chance.Next(4);
        if (kind < 2)
            return Pick(Atoms);
        IEnumerable<string> parts = Enumerable.Range(0, chance.Next(4)).Select(_ => kind == 2 ? Value(depth + 1) : $"\"{Pick(Names)}\":{Space()}{Value(depth + 1)}");
        return kind == 2 ? $"[{string.Join(',', parts)}]" : $"{{{string.Join(',', parts)}}}";
    }

    /// <summary>On both sides of the depth that is allowed.</summary>
    private string Deep()
    {
        int depth = chance.Next(60, 68);
        string inner = new string('[', depth) + new string(']', depth);
        return chance.Next(2) == 0 ? $"{{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{inner}}}" : $"{{\"x\":{inner},\"jsonrpc\":\"2.0\",\"id\":3,\"error\":{{}}}}";
    }

    private byte[] Mutate(byte[] document)
    {
        int at = chance.Next(document.Length + 1);
        int length = Math.Min(chance.Next(1, 6), document.Length - at);
        return chance.Next(5) switch
        {
            0 => document[..at],
            1 => [.. document[..at], .. document[(at + length)..]],
            2 => [.. document[..at], .. Encoding.UTF8.GetBytes(Pick(Scraps)), .. document[at..]],
            3 => [.. document[..at], .. document.AsSpan(at, length), .. document[at..]],
            _ => [.. document[..at], (byte)chance.Next(256), .. document[Math.Min(document.Length, at + 1)..]],
        };
    }

    private string Space() => chance.Next(6) == 0 ? Pick([" ", "\t", "\r", "\n", "  "]) : "";

    private T Pick<T>(T[] from) => from[chance.Next(from.Length)];
}
