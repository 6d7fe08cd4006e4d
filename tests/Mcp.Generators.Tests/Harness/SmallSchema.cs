namespace Mcp.Generators.Tests.Harness;

/// <summary>A schema of one method, <c>tools/call</c>, whose params and result a test fills in.</summary>
internal static class SmallSchema
{
    public const string Path = "schema/2030-01-02/schema.json";

    /// <param name="parameters">The properties of the params.</param>
    /// <param name="result">The properties of the result.</param>
    /// <param name="definitions">More definitions, each followed by a comma.</param>
    /// <param name="required">The names that the params require.</param>
    public static MemoryText Of(string parameters = "", string result = "", string definitions = "", string required = "")
        => new(Path, Text(parameters, result, definitions, required));

    public static string Text(string parameters = "", string result = "", string definitions = "", string required = "")
        => $$"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$defs": {
            {{definitions}}
            "CallToolRequest": {
              "type": "object",
              "properties": { "method": { "type": "string", "const": "tools/call" }, "params": { "$ref": "#/$defs/CallToolRequestParams" } },
              "required": [ "method", "params" ]
            },
            "CallToolRequestParams": { "type": "object", "properties": { "_meta": { "type": "object" }{{Next(parameters)}} }, "required": [{{required}}] },
            "CallToolResult": { "type": "object", "properties": { "_meta": { "type": "object" }{{Next(result)}} } },
            "ClientRequest": { "anyOf": [ { "$ref": "#/$defs/CallToolRequest" } ] },
            "ServerResult": { "anyOf": [ { "$ref": "#/$defs/CallToolResult" } ] }
          }
        }
        """;

    private static string Next(string properties) => properties.Length == 0 ? "" : ", " + properties;
}
