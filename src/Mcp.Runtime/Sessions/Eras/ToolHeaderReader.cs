using System.Text.Json;
using Mcp.Transports.Http;

namespace Mcp.Sessions;

/// <summary>
/// Reads the <c>x-mcp-header</c> annotations of a tool's schema (2026-07-28, "Streamable HTTP"): each is a header's name, unique whatever its
/// case, on a string, an integer or a boolean that is reached by <c>properties</c> alone. Pure; what is no schema has no annotations.
/// </summary>
internal ref struct ToolHeaderReader
{
    private readonly List<(string Header, string[] Path)> _headers = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private string? _problem;

    public ToolHeaderReader()
    {
    }

    /// <summary>The annotations, or why one of them makes the tool unusable over HTTP.</summary>
    public static (IReadOnlyList<(string Header, string[] Path)> Headers, string? Problem) Read(McpJsonReader schema)
    {
        var reader = new ToolHeaderReader();
        reader.ReadSchema(schema, []);
        return (reader._headers, reader._problem);
    }

    /// <param name="schema">A schema.</param>
    /// <param name="path">The argument it describes, from the root by properties; <see langword="null"/> elsewhere.</param>
    private void ReadSchema(McpJsonReader schema, string[]? path)
    {
        if (schema.TokenType != JsonTokenType.StartObject)
            return;
        ReadAnnotation(schema.Find("x-mcp-header"u8), schema.Find("type"u8), path);
        schema.StartObject("schema");
        while (schema.NextProperty())
        {
            string keyword = schema.GetName();
            // Looked at by a reader of its own: this one passes over it.
            McpJsonReader value = schema;
            switch (keyword)
            {
                case "properties":
                    ReadMap(value, path);
                    break;
                case "patternProperties" or "dependentSchemas" or "$defs" or "definitions":
                    ReadMap(value, null);
                    break;
                case "anyOf" or "oneOf" or "allOf" or "prefixItems" or "items" or "additionalProperties" or "additionalItems" or "contains" or "not" or "if" or "then" or "else"
                    or "propertyNames" or "unevaluatedItems" or "unevaluatedProperties":
                    ReadSchemas(value);
                    break;
            }

            schema.Skip();
        }
    }

    private void ReadMap(McpJsonReader map, string[]? path)
    {
        if (map.TokenType != JsonTokenType.StartObject)
            return;
        map.StartObject("properties");
        while (map.NextProperty())
        {
            string name = map.GetName();
            ReadSchema(map, path is null ? null : [.. path, name]);
            map.Skip();
        }
    }

    /// <summary>One schema, or an array of them.</summary>
    private void ReadSchemas(McpJsonReader value)
    {
        if (value.TokenType != JsonTokenType.StartArray)
        {
            ReadSchema(value, null);
            return;
        }

        value.StartArray("schemas");
        while (value.NextItem())
        {
            ReadSchema(value, null);
            value.Skip();
        }
    }

    private void ReadAnnotation(McpJsonReader annotation, McpJsonReader type, string[]? path)
    {
        if (annotation.TokenType == JsonTokenType.None)
            return;
        string? name = annotation.ReadTextOrNull();
        if (path is null or [])
            _problem ??= $"x-mcp-header '{name}' is on no argument";
        else if (string.IsNullOrEmpty(name) || !HeaderValue.IsToken(name))
            _problem ??= $"the x-mcp-header of '{string.Join('.', path)}' is no header name";
        else if (!IsPrimitive(type))
            _problem ??= $"'{string.Join('.', path)}' has x-mcp-header '{name}' and is no string, integer or boolean";
        else if (!_names.Add(name))
            _problem ??= $"x-mcp-header '{name}' is on two arguments";
        else
            _headers.Add((name, path));
    }

    /// <summary>A nullable one is one: an argument that is null has no header.</summary>
    private static bool IsPrimitive(McpJsonReader type)
    {
        if (type.TokenType == JsonTokenType.String)
            return IsPrimitive(type.ReadTextOrNull());
        if (type.TokenType != JsonTokenType.StartArray)
            return false;
        type.StartArray("type");
        bool any = false;
        while (type.NextItem())
        {
            string? one = type.ReadTextOrNull();
            if (one == "null")
                continue;
            if (!IsPrimitive(one))
                return false;
            any = true;
        }

        return any;
    }

    private static bool IsPrimitive(string? type) => type is "string" or "integer" or "boolean";
}
