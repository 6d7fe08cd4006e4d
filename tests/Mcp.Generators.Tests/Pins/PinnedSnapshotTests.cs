using System.Runtime.CompilerServices;
using Mcp.Generators.Tests.Harness;

namespace Mcp.Generators.Tests.Pins;

/// <summary>What is emitted for small pins, as a person would read it. Each is compiled without a warning as well.</summary>
public sealed class PinnedSnapshotTests
{
    [Fact]
    public void A_tool_with_nothing_special()
        => Verify(
            PinnedTest.Pin("""{ "name": "get-sum", "title": "Sum", "description": "Adds <two> numbers & more.\n\nThe second paragraph.", "inputSchema": { "type": "object", "properties": { "b": { "type": "integer", "description": "The other." }, "a": { "type": "number" }, "round": { "type": "boolean", "default": true } }, "required": [ "b", "a" ] } }"""),
            ["Methods", "g.cs", "Needs"]);

    [Fact]
    public void Objects_within_objects()
        => Verify(
            PinnedTest.Pin("""
                { "name": "move", "description": "Moves a thing.",
                  "inputSchema": { "type": "object", "required": [ "to" ], "properties": {
                    "to": { "type": "object", "description": "Where to.", "required": [ "x", "y" ], "properties": { "x": { "type": "number" }, "y": { "type": "number" }, "label": { "type": "string", "description": "What it says." } } },
                    "by": { "type": "array", "items": { "type": "object", "properties": { "step": { "type": "integer" } } } } } },
                  "outputSchema": { "type": "object", "required": [ "path" ], "properties": { "path": { "type": "array", "items": { "type": "array", "items": { "type": "number" } } } } } }
                """),
            ["Methods", "MoveTo", "MoveByItem", "MoveResult"]);

    [Fact]
    public void Known_values()
        => Verify(
            PinnedTest.Pin(PinnedTest.Tool(
                "paint",
                """
                "color": { "type": "string", "enum": [ "red", "DARK_BLUE", "", "2-tone", ">=" ], "enumNames": [ "Red", "Dark blue" ] },
                "mode": { "oneOf": [ { "const": "fast", "description": "Soon." }, { "const": "good", "title": "Well" }, { "type": "string" } ] },
                "size": { "enum": [ 1, 2, 4 ], "default": 2 },
                "kind": { "const": "paint" },
                "maybe": { "const": "only" }
                """,
                "\"color\", \"kind\"")),
            ["Methods", "PaintColor", "PaintMode", "g.cs"]);

    [Fact]
    public void Every_way_to_say_null()
        => Verify(
            PinnedTest.Pin(
                PinnedTest.Tool(
                    "note",
                    """
                    "text": { "type": [ "string", "null" ] },
                    "when": { "anyOf": [ { "type": "string", "format": "date-time" }, { "type": "null" } ] },
                    "level": { "enum": [ "low", "high", null ] },
                    "tags": { "type": "array", "items": { "type": [ "string", "null" ] } },
                    "old": { "type": "integer", "nullable": true },
                    "later": { "oneOf": [ { "type": "null" }, { "type": "string", "format": "date" } ] }
                    """,
                    "\"text\", \"when\", \"level\""),
                PinnedTest.Result("noted", """{ "type": "object", "required": [ "when" ], "properties": { "when": { "type": [ "string", "null" ], "format": "date-time" }, "by": { "anyOf": [ { "type": "null" }, { "type": "object", "properties": { "name": { "type": "string" } } } ] } } }""")),
            ["Methods", "g.cs", "NotedResult"]);

    [Fact]
    public void References_and_recursion()
        => Verify(
            PinnedTest.Pin(
                """
                { "name": "grow",
                  "inputSchema": { "type": "object", "required": [ "tree" ], "properties": { "tree": { "$ref": "#/$defs/Node" }, "other": { "allOf": [ { "$ref": "#/$defs/Node" } ], "description": "One more." }, "same": { "$ref": "#/properties/inner/properties/deep" }, "inner": { "type": "object", "properties": { "deep": { "type": "object", "properties": { "a": { "type": "string" } } } } } },
                    "$defs": { "Node": { "type": "object", "title": "A node.", "required": [ "children" ], "properties": { "value": { "$ref": "#/definitions/Va~1lue" }, "children": { "type": "array", "items": { "$ref": "#/$defs/Node" } } } } }, "definitions": { "Va/lue": { "type": "integer" } } },
                  "outputSchema": { "type": "object", "properties": { "parent": { "$ref": "#" }, "names": { "type": "object", "additionalProperties": { "$ref": "#" } } } } }
                """),
            ["Methods", "GrowNode", "GrowResult"]);

    [Fact]
    public void Unions()
        => Verify(
            PinnedTest.Pin(
                """
                { "name": "draw",
                  "inputSchema": { "type": "object", "required": [ "shape", "id" ], "properties": {
                    "shape": { "description": "What to draw.", "oneOf": [ { "type": "object", "required": [ "kind", "radius" ], "properties": { "kind": { "const": "circle" }, "radius": { "type": "number" } } }, { "$ref": "#/$defs/Square" } ] },
                    "id": { "type": [ "string", "integer" ] },
                    "colors": { "anyOf": [ { "type": "string" }, { "type": "array", "items": { "type": "string" } } ] },
                    "area": { "anyOf": [ { "type": "integer" }, { "type": "number" } ] } },
                    "$defs": { "Square": { "type": "object", "required": [ "kind" ], "properties": { "kind": { "enum": [ "square", "cube" ] }, "side": { "type": "number" } } } } } }
                """,
                PinnedTest.Result("found", """{ "type": "object", "properties": { "it": { "anyOf": [ { "type": "object", "required": [ "url" ], "properties": { "url": { "type": "string" } } }, { "type": "object", "required": [ "text" ], "properties": { "text": { "type": "string" } } } ] } } }""")),
            ["Methods", "DrawShape", "DrawShapeCircle", "DrawShapeSquare", "DrawId", "FoundResultIt"]);

    [Fact]
    public void Maps_and_open_objects()
        => Verify(
            PinnedTest.Pin(PinnedTest.Tool(
                "set",
                """
                "env": { "type": "object", "additionalProperties": { "type": "string" } },
                "any": { "type": "object", "additionalProperties": {} },
                "free": { "type": "object" },
                "deep": { "type": "object", "additionalProperties": { "type": "object", "properties": { "on": { "type": "boolean" } } } },
                "open": { "type": "object", "properties": { "name": { "type": "string" } }, "additionalProperties": true },
                "named": { "type": "object", "patternProperties": { "^x-": { "type": "integer" } }, "additionalProperties": false }
                """)),
            ["Methods", "SetDeepValue", "SetOpen"]);

    [Fact]
    public void Prompts_templates_and_arguments_that_are_one_value()
        => Verify(
            """
            { "formatVersion": 1, "revision": "2025-06-18",
              "tools": [
                { "name": "env", "inputSchema": { "type": "object", "additionalProperties": { "type": "string" } } },
                { "name": "either", "inputSchema": { "type": "object", "oneOf": [ { "properties": { "a": { "const": "x" } }, "required": [ "a" ] }, { "properties": { "a": { "const": "y" }, "b": { "type": "integer" } }, "required": [ "a" ] } ] } },
                { "name": "nothing" },
                { "name": "list", "outputSchema": { "type": "object", "additionalProperties": { "type": "number" } } } ],
              "prompts": [ { "name": "code_review", "description": "Reviews.", "arguments": [ { "name": "style" }, { "name": "code", "description": "What to look at.", "required": true } ] } ],
              "resourceTemplates": [ { "name": "A page", "uriTemplate": "docs://{path}/page{?lang,page}", "mimeType": "text/markdown" } ] }
            """,
            ["Methods", "g.cs", "Needs", "EitherArguments"]);

    private static void Verify(string pin, string[] files, [CallerMemberName] string member = "")
    {
        var emitted = PinnedTest.Run(pin);
        Snapshot.Verify(string.Join("\n", files.Select(file => $"// ---- {file}\n{emitted[file]}")), "files", member: member);
    }
}
