namespace Mcp.Catalog;

/// <summary>How reports name the places and types of a schema.</summary>
internal static class SchemaWords
{
    /// <summary>A place below the whole: <c>the argument 'place.city'</c>, <c>the result's 'days[]'</c>.</summary>
    public static string Name(string what, string path) => what == "argument" ? $"the argument '{path}'" : $"the {what}'s '{path}'";

    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    public static string Kind(string type) => type switch
    {
        "integer" => "a whole number",
        "array" => "a list",
        "object" => "an object",
        "null" => "null",
        _ => $"a {type}",
    };
}
