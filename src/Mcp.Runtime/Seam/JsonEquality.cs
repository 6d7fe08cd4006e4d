using System.Text.Json;

namespace Mcp;

/// <summary>
/// Equality of JSON by value: white space, escapes and the order of members do not count, and numbers are compared as numbers, exactly
/// (<c>1</c>, <c>1.0</c> and <c>10e-1</c> are one). Of a repeated member the last one counts, as readers have it. Values may be nested deeper
/// than a message may be, one put into the other; below <see cref="Deepest"/> levels their bytes are compared, so that the stack suffices.
/// </summary>
internal static class JsonEquality
{
    private const int Deepest = 256;

    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    public static bool ValuesEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, int depth = 0)
    {
        if (left.IsEmpty || right.IsEmpty)
            return left.IsEmpty == right.IsEmpty;
        if (depth > Deepest)
            return left.SequenceEqual(right);
        Utf8JsonReader a = ReaderOf(left);
        Utf8JsonReader b = ReaderOf(right);
        a.Read();
        b.Read();
        if (a.TokenType != b.TokenType)
            return false;
        return a.TokenType switch
        {
            JsonTokenType.StartObject => ObjectsEqual(left, right, depth + 1),
            JsonTokenType.StartArray => ArraysEqual(left, right, depth + 1),
            JsonTokenType.String => TextOf(ref a) == TextOf(ref b),
            JsonTokenType.Number => a.ValueSpan.SequenceEqual(b.ValueSpan) || JsonNumber.Parse(a.ValueSpan) == JsonNumber.Parse(b.ValueSpan),
            _ => true,
        };
    }

    public static int HashOf(ReadOnlySpan<byte> json, int depth = 0)
    {
        if (json.IsEmpty || depth > Deepest)
            return 0;
        Utf8JsonReader reader = ReaderOf(json);
        reader.Read();
        var hash = default(HashCode);
        hash.Add((int)reader.TokenType);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                // A sum, since the order must not count.
                int sum = 0;
                foreach ((string name, (int start, int length)) in MembersOf(json))
                    sum += HashCode.Combine(name, HashOf(json.Slice(start, length), depth + 1));
                hash.Add(sum);
                break;
            case JsonTokenType.StartArray:
                foreach ((int start, int length) in ItemsOf(json))
                    hash.Add(HashOf(json.Slice(start, length), depth + 1));
                break;
            case JsonTokenType.String:
                hash.Add(TextOf(ref reader), StringComparer.Ordinal);
                break;
            case JsonTokenType.Number:
                hash.Add(JsonNumber.Parse(reader.ValueSpan));
                break;
        }

        return hash.ToHashCode();
    }

    private static bool ObjectsEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, int depth)
    {
        var a = MembersOf(left);
        var b = MembersOf(right);
        if (a.Count != b.Count)
            return false;
        foreach ((string name, (int start, int length)) in a)
        {
            if (!b.TryGetValue(name, out var other) || !ValuesEqual(left.Slice(start, length), right.Slice(other.Start, other.Length), depth))
                return false;
        }

        return true;
    }

    private static bool ArraysEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, int depth)
    {
        var a = ItemsOf(left);
        var b = ItemsOf(right);
        if (a.Count != b.Count)
            return false;
        for (int i = 0; i < a.Count; i++)
        {
            if (!ValuesEqual(left.Slice(a[i].Start, a[i].Length), right.Slice(b[i].Start, b[i].Length), depth))
                return false;
        }

        return true;
    }

    private static Dictionary<string, (int Start, int Length)> MembersOf(ReadOnlySpan<byte> json)
    {
        var members = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        Utf8JsonReader reader = ReaderOf(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = TextOf(ref reader);
            reader.Read();
            members[name] = RangeOf(ref reader);
        }

        return members;
    }

    private static List<(int Start, int Length)> ItemsOf(ReadOnlySpan<byte> json)
    {
        var items = new List<(int, int)>();
        Utf8JsonReader reader = ReaderOf(json);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(RangeOf(ref reader));
        return items;
    }

    private static (int Start, int Length) RangeOf(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return (start, (int)reader.BytesConsumed - start);
    }

    private static Utf8JsonReader ReaderOf(ReadOnlySpan<byte> json) => new(json, AnyDepth);

    private static string TextOf(ref Utf8JsonReader reader) => JsonEscapes.AreText(reader.ValueSpan) ? reader.GetString()! : JsonEscapes.Decode(reader.ValueSpan);
}
