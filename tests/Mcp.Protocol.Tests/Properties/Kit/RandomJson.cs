using System.Text.Json;
using System.Text.Json.Nodes;
using Mcp.Protocol.Tests.Kit;

namespace Mcp.Protocol.Tests.Properties.Kit;

/// <summary>Texts, numbers and JSON at the edges of what they may be.</summary>
internal static class RandomJson
{
    private static readonly string[] Texts =
    [
        "", "a", "two words", "é", "漢字", "\U0001F600", "a\U0001F600\U0010FFFFb", "\0", "\u0001\u001f\u007f\u0080", "\"\\/\b\f\n\r\t", "\r\n",
        "\u2028\u2029\ufeff\uffff", "</script>&'+", "null", "{\"a\":1}", "\\u0041", new('x', 300), string.Concat(Enumerable.Repeat("\n\"é", 70)),
    ];

    private static readonly long[] Integers =
        [0, 1, -1, 42, int.MaxValue, int.MinValue, (1L << 53) - 1, 1L << 53, (1L << 53) + 1, -(1L << 53) - 1, long.MaxValue, long.MinValue];

    private static readonly double[] Numbers =
        [0, 1, -1, 0.1, -0.0, 1e15, 1e16, 1e-7, 123456789.125, double.MaxValue, double.MinValue, double.Epsilon, 9.3e18, 1.0 / 3];

    private static readonly string[] Scalars =
        ["null", "true", "false", "0", "-0", "1.50", "-2e3", "1E400", "12345678901234567890123", "\"\\u00e9\\/\\\"\"", "\" \\n \"", "\"\\ud83d\\ude00\""];

    /// <summary>Names that a schema gives a meaning; a member with one of them is none that nobody knows.</summary>
    private static readonly HashSet<string> Known = [.. SchemaFiles.Revisions.SelectMany(static revision => SchemaFiles.Definitions(revision).Values).SelectMany(NamesIn)];

    public static string Text(Tape tape) => tape.Below(4) == 3 ? tape.Of(Texts) + tape.Of(Texts) : tape.Of(Texts);

    public static long Integer(Tape tape) => tape.Below(3) == 2 ? tape.Below(int.MaxValue) * 4_294_967_311L : tape.Of(Integers);

    public static double Number(Tape tape) => tape.Below(3) == 2 ? tape.Below(int.MaxValue) / 1000.0 : tape.Of(Numbers);

    /// <summary>A name that no schema knows, often one that needs escapes.</summary>
    public static string UnknownName(Tape tape, int index)
    {
        string name = Text(tape) + (index == 0 ? "" : index);
        return Known.Contains(name) ? name + "?" : name;
    }

    public static McpJson NotNull(Tape tape, int depth)
    {
        McpJson json = Any(tape, depth);
        return json.Kind == JsonValueKind.Null ? McpJson.EmptyObject : json;
    }

    public static McpJson Any(Tape tape, int depth) => McpJson.Parse(Write(tape, depth));

    /// <summary>An object that no case of any union fits.</summary>
    public static McpJson UnknownCase(Tape tape, int depth) => McpJson.Parse(
        $$"""{"type":"unknown","method":"unknown","mode":"unknown","jsonrpc":"unknown","x":{{Write(tape, depth)}}}""");

    private static string Write(Tape tape, int depth)
    {
        string space = tape.Of(["", "", " ", "\n\t", "\r\n"]);
        int count = depth > 3 ? 0 : tape.Below(4);
        return space + tape.Below(4) switch
        {
            2 => "{" + string.Join(',' + space, Enumerable.Range(0, count).Select(i => $"{space}{Quoted(UnknownName(tape, i + 1))}{space}:{Write(tape, depth + 1)}")) + space + "}",
            3 => "[" + string.Join(',' + space, Enumerable.Range(0, count).Select(_ => Write(tape, depth + 1))) + space + "]",
            1 => Quoted(Text(tape)),
            _ => tape.Of(Scalars),
        };
    }

    private static string Quoted(string text) => JsonValue.Create(text).ToJsonString();

    private static IEnumerable<string> NamesIn(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(static member => NamesIn(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(NamesIn),
        _ => [],
    };
}
