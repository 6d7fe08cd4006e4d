using System;
using System.Collections.Generic;

namespace Mcp.Generators.Json;

/// <summary>What a <see cref="JsonNode"/> holds.</summary>
internal enum JsonKind
{
    Null,
    False,
    True,
    Number,
    String,
    Array,
    Object,
}

/// <summary>One member of a JSON object; the name has a position of its own.</summary>
internal sealed class JsonMember(string name, TextPosition position, JsonNode value)
{
    public string Name { get; } = name;

    public TextPosition Position { get; } = position;

    public JsonNode Value { get; } = value;
}

/// <summary>A value of a JSON file that knows where it stands. It lives while a file is read and never enters the pipeline.</summary>
internal sealed class JsonNode(
    JsonKind kind,
    TextPosition position,
    string text = "",
    IReadOnlyList<JsonNode>? items = null,
    IReadOnlyList<JsonMember>? members = null)
{
    public JsonKind Kind { get; } = kind;

    public TextPosition Position { get; } = position;

    /// <summary>The unescaped text of a string, the literal of a number, else empty.</summary>
    public string Text { get; } = text;

    public IReadOnlyList<JsonNode> Items { get; } = items ?? Array.Empty<JsonNode>();

    public IReadOnlyList<JsonMember> Members { get; } = members ?? Array.Empty<JsonMember>();

    public JsonNode? this[string name]
    {
        get
        {
            foreach (var member in Members)
            {
                if (member.Name == name)
                {
                    return member.Value;
                }
            }

            return null;
        }
    }
}
