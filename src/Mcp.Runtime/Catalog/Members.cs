using System.Text.Json;

namespace Mcp.Catalog;

/// <summary>
/// Reads single members of a small raw object; of a repeated one the last. A member of another kind than expected, and a string that is no
/// Unicode text, count as absent: servers are sloppy, and the raw JSON keeps it.
/// </summary>
internal static class Members
{
    /// <summary>The value that the reader stands on, which must be an object.</summary>
    public static McpJson ReadObject(ref McpJsonReader reader, string type) =>
        reader.TokenType == JsonTokenType.StartObject ? reader.ReadJson() : throw reader.Unexpected(type, "an object");

    public static string? Text(McpJson json, ReadOnlySpan<byte> name)
    {
        McpJsonReader member = Find(json, name);
        return member.ReadTextOrNull();
    }

    public static string RequiredText(McpJson json, ReadOnlySpan<byte> name, string type) =>
        Text(json, name) ?? throw new McpPayloadException($"{type} lacks its required member '{System.Text.Encoding.UTF8.GetString(name)}', or it is no string.");

    /// <summary>The member as JSON; undefined when it is absent or <c>null</c>.</summary>
    public static McpJson Json(McpJson json, ReadOnlySpan<byte> name)
    {
        McpJsonReader member = Find(json, name);
        return member.TokenType is JsonTokenType.None or JsonTokenType.Null ? default : member.ReadJson();
    }

    public static long? Integer(McpJson json, ReadOnlySpan<byte> name)
    {
        McpJsonReader member = Find(json, name);
        return member.TokenType == JsonTokenType.Number ? member.ReadInt64() : null;
    }

    public static bool IsTrue(McpJson json, ReadOnlySpan<byte> name) => Find(json, name).TokenType == JsonTokenType.True;

    /// <summary>The bytes of a base64 member; each call decodes them anew.</summary>
    /// <exception cref="McpPayloadException">The member is absent or no base64.</exception>
    public static byte[] Bytes(McpJson json, ReadOnlySpan<byte> name)
    {
        McpJsonReader member = Find(json, name);
        return member.ReadBase64();
    }

    /// <summary>The items of an array member; none when it is absent or no array.</summary>
    public static IReadOnlyList<T> Items<T>(McpJson json, ReadOnlySpan<byte> name, McpReader<T> readItem)
    {
        McpJsonReader member = Find(json, name);
        if (member.TokenType != JsonTokenType.StartArray)
            return [];
        var items = new List<T>();
        member.StartArray("items");
        while (member.NextItem())
            items.Add(readItem(ref member));
        return items;
    }

    private static McpJsonReader Find(McpJson json, ReadOnlySpan<byte> name) => json.Kind == JsonValueKind.Object ? json.GetReader().FindLast(name) : default;
}
