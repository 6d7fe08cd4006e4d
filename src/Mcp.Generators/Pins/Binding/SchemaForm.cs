using System;
using System.Collections.Generic;
using Mcp.Generators.Json;
using Mcp.Generators.Schema;

namespace Mcp.Generators.Pins.Binding;

/// <summary>What a JSON Schema says once its references are followed, its parts joined and <c>null</c> is taken out. Lives while a pin is bound.</summary>
/// <param name="Node">The schema that has the keywords; one schema has one node, so it tells types apart.</param>
/// <param name="IsNullable">Null is allowed as well.</param>
internal sealed record SchemaForm(JsonNode Node, bool IsNullable)
{
    /// <summary>The kinds of value that are left; none when the schema does not say.</summary>
    public SchemaTypes Types { get; init; }

    /// <summary>The forms among which a value has one, each as a schema of its own; empty when there is one form only.</summary>
    public IReadOnlyList<JsonNode> Variants { get; init; } = Array.Empty<JsonNode>();

    /// <summary>The values it may have, without null; empty when it is no list of values.</summary>
    public IReadOnlyList<JsonNode> Values { get; init; } = Array.Empty<JsonNode>();

    /// <summary>Why no type can be made of it; null when one can.</summary>
    public string? Beyond { get; init; }

    /// <summary>Where that stands.</summary>
    public TextPosition BeyondAt { get; init; }

    public bool IsAny => Beyond is null && Types == SchemaTypes.None && Variants.Count == 0 && Values.Count == 0;
}
