using Mcp.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Tests;

/// <summary>What is emitted for each shape that a schema can have, from inputs small enough to read.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void Object_with_every_kind_of_value()
    {
        var result = GeneratorTest.Run(SmallSchema.Of(
            definitions: """
            "Everything": {
              "type": "object",
              "properties": {
                "text": { "type": "string" }, "count": { "type": "integer" }, "share": { "type": "number" }, "flag": { "type": "boolean" },
                "any": {}, "free": { "type": "object", "additionalProperties": {} }, "class": { "type": "string" },
                "moreText": { "type": "string" }, "kind": { "type": "string", "const": "all" }
              },
              "required": [ "text", "count", "any", "kind" ]
            },
            """,
            parameters: """ "everything": { "$ref": "#/$defs/Everything" } """));

        Verify(result, "Everything");
    }

    [Fact]
    public void Request_params_keep_unknown_members_and_leave_meta_to_the_runtime()
        => Verify(GeneratorTest.Run(SmallSchema.Of(parameters: """ "name": { "type": "string" } """, required: "\"name\"")), "CallToolRequestParams");

    [Fact]
    public void Lists_and_maps()
    {
        var result = GeneratorTest.Run(SmallSchema.Of(
            definitions: """
            "Holder": {
              "type": "object",
              "properties": {
                "names": { "type": "array", "items": { "type": "string" } },
                "scores": { "type": "object", "additionalProperties": { "type": "number" } }
              },
              "required": [ "names" ]
            },
            """,
            parameters: """ "holder": { "$ref": "#/$defs/Holder" } """));

        Verify(result, "Holder");
    }

    [Fact]
    public void Union_by_a_constant_member()
    {
        var result = GeneratorTest.Run(SmallSchema.Of(definitions: Shapes, parameters: """ "shape": { "$ref": "#/$defs/Shape" } """));

        Verify(result, "Shape");
        Verify(result, "Circle");
    }

    [Fact]
    public void One_or_many()
    {
        var result = GeneratorTest.Run(SmallSchema.Of(
            definitions: Shapes + """
            "Drawing": {
              "type": "object",
              "properties": {
                "content": { "anyOf": [ { "$ref": "#/$defs/Circle" }, { "$ref": "#/$defs/Square" }, { "type": "array", "items": { "$ref": "#/$defs/Shape" } } ] }
              },
              "required": [ "content" ]
            },
            """,
            parameters: """ "drawing": { "$ref": "#/$defs/Drawing" } """));

        Verify(result, "Drawing");
    }

    [Fact]
    public void Union_by_what_is_present()
    {
        var result = GeneratorTest.Run(SmallSchema.Of(
            definitions: """
            "TextContents": { "type": "object", "properties": { "uri": { "type": "string" }, "text": { "type": "string" } }, "required": [ "uri", "text" ] },
            "BlobContents": { "type": "object", "properties": { "uri": { "type": "string" }, "blob": { "type": "string" } }, "required": [ "uri", "blob" ] },
            """,
            parameters: """ "contents": { "anyOf": [ { "$ref": "#/$defs/TextContents" }, { "$ref": "#/$defs/BlobContents" } ] } """));

        Verify(result, "Contents");
    }

    [Fact]
    public void Enum_that_survives_unknown_values()
        => Verify(
            GeneratorTest.Run(SmallSchema.Of(
                definitions: """ "Color": { "type": "string", "enum": [ "red", "dark-blue" ], "description": "A colour <of> two & more." }, """,
                parameters: """ "color": { "$ref": "#/$defs/Color" } """)),
            "Color");

    [Fact]
    public void Identifier_that_is_text_or_number()
        => Verify(
            GeneratorTest.Run(SmallSchema.Of(
                definitions: """ "Token": { "type": [ "string", "integer" ] }, """,
                parameters: """ "token": { "$ref": "#/$defs/Token" } """)),
            "Token");

    [Fact]
    public void Answer_that_is_a_result_or_a_question()
    {
        var result = GeneratorTest.Run(
            RepositoryFiles.Rules,
            SmallSchema.Of(
                definitions: """
                "InputRequiredResult": {
                  "type": "object",
                  "properties": { "requestState": { "type": "string" }, "resultType": { "type": "string" } },
                  "required": [ "resultType" ]
                },
                "CallToolResultResponse": {
                  "type": "object",
                  "properties": { "result": { "anyOf": [ { "$ref": "#/$defs/InputRequiredResult" }, { "$ref": "#/$defs/CallToolResult" } ] } }
                },
                """,
                result: """ "ttlMs": { "type": "integer" }, "resultType": { "type": "string" } """));

        Verify(result, "CallToolResponse");
        Verify(result, "InputRequiredResult");
    }

    [Fact]
    public void Sides_of_a_revision()
    {
        var result = GeneratorTest.Run(RepositoryFiles.Rules, SmallSchema.Of(parameters: """ "name": { "type": "string" } """, required: "\"name\""));

        Verify(result, "Protocol");
        Verify(result, "McpMethods");
        Verify(result, "IMcpClient");
        Verify(result, "IToolsHandler");
        Verify(result, "McpHandlers");
    }

    private const string Shapes =
        """
        "Shape": { "anyOf": [ { "$ref": "#/$defs/Circle" }, { "$ref": "#/$defs/Square" } ] },
        "Circle": {
          "type": "object",
          "properties": { "type": { "type": "string", "const": "circle" }, "radius": { "type": "number" } },
          "required": [ "type", "radius" ]
        },
        "Square": {
          "type": "object",
          "properties": { "type": { "type": "string", "const": "square" }, "side": { "type": "number" } },
          "required": [ "type", "side" ]
        },
        """;

    private static void Verify(
        GeneratorDriverRunResult result, string type, [System.Runtime.CompilerServices.CallerMemberName] string member = "")
    {
        Assert.Empty(result.Diagnostics);
        var source = Assert.Single(result.Results[0].GeneratedSources, source => source.HintName == $"Mcp.V2030_01_02.{type}.g.cs");
        Snapshot.Verify(source.SourceText.ToString(), type, member: member);
    }
}
