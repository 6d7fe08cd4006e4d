using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Json;

namespace Mcp.Generators.Pins;

/// <summary>
/// A pin with its positions. It lives while a file is read or checked and never enters the pipeline; <see cref="Document"/> does. An item
/// here and an item there have the same index.
/// </summary>
internal sealed class PinFile(string path, JsonNode root, PinDocument document)
{
    /// <summary>The file's path as the compiler has it.</summary>
    public string Path { get; } = path;

    public PinDocument Document { get; } = document;

    public JsonNode Revision => root["revision"]!;

    public PinList Tools => List("tools", "name");

    public PinList Prompts => List("prompts", "name");

    public PinList Resources => List("resources", "uri");

    public PinList Templates => List("resourceTemplates", "uriTemplate");

    private PinList List(string name, string key)
    {
        var member = root.Members.FirstOrDefault(member => member.Name == name);
        return new PinList(member?.Position ?? default, key, member?.Value.Items ?? Array.Empty<JsonNode>());
    }
}

/// <summary>What a pin has of one kind.</summary>
/// <param name="Position">Where the list's name stands; the file's start when there is no list.</param>
/// <param name="Key">The member that tells items apart, which each of them has.</param>
/// <param name="Items">The items as the server sent them.</param>
internal sealed record PinList(TextPosition Position, string Key, IReadOnlyList<JsonNode> Items)
{
    public IEnumerable<string> Names => Items.Select(NameOf);

    public JsonNode? Find(string? name) => Items.FirstOrDefault(item => NameOf(item) == name);

    /// <summary>Where an item says what it is called.</summary>
    public TextPosition PlaceOf(JsonNode item) => item[Key]!.Position;

    private string NameOf(JsonNode item) => item[Key]!.Text;
}

/// <summary>Why a file is no pin.</summary>
internal sealed record PinProblem(string Text, TextPosition Position);
