using System;
using Mcp.Generators.Json;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>The values of the keyword <c>type</c>.</summary>
[Flags]
internal enum SchemaTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Number = 8,
    String = 16,
    Array = 32,
    Object = 64,
}

/// <summary>A schema with the keywords that the protocol uses, whichever dialect it was written in.</summary>
internal sealed record SchemaNode
{
    public SchemaTypes Types { get; init; }

    /// <summary>The definition that <c>$ref</c> names.</summary>
    public string? Reference { get; init; }

    /// <summary>The value of <c>const</c> as JSON text.</summary>
    public string? Constant { get; init; }

    public EquatableArray<string> Enum { get; init; }

    public string? Format { get; init; }

    public SchemaNode? Items { get; init; }

    public EquatableArray<SchemaProperty> Properties { get; init; }

    /// <summary>What the values of further members are; null when the schema is silent about them.</summary>
    public SchemaNode? Additional { get; init; }

    public EquatableArray<SchemaNode> AnyOf { get; init; }

    public EquatableArray<SchemaNode> AllOf { get; init; }

    public string? Description { get; init; }

    /// <summary>The name that the schema stands under, its <c>$ref</c> if it is one, or the schema itself.</summary>
    public TextPosition Position { get; init; }

    /// <summary>Says nothing about the value at all.</summary>
    public bool IsAny => Types == SchemaTypes.None && Reference is null && Constant is null && Enum.Count == 0
        && AnyOf.Count == 0 && AllOf.Count == 0 && Properties.Count == 0;

    public SchemaProperty? Property(string name)
    {
        foreach (var property in Properties)
        {
            if (property.Name == name)
            {
                return property;
            }
        }

        return null;
    }
}

/// <summary>A named member of an object schema.</summary>
internal sealed record SchemaProperty(string Name, SchemaNode Schema, bool IsRequired, TextPosition Position);
