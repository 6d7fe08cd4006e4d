using System;
using System.Collections.Generic;
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

    public IReadOnlyList<JsonNode> Tools => Items("tools");

    public IReadOnlyList<JsonNode> Prompts => Items("prompts");

    public IReadOnlyList<JsonNode> Resources => Items("resources");

    public IReadOnlyList<JsonNode> Templates => Items("resourceTemplates");

    private IReadOnlyList<JsonNode> Items(string name) => root[name]?.Items ?? Array.Empty<JsonNode>();
}

/// <summary>Why a file is no pin.</summary>
internal sealed record PinProblem(string Text, TextPosition Position);
