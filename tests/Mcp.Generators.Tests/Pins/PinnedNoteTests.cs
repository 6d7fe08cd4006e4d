using System.Globalization;
using Mcp.Generators.Pins.Binding;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Tests.Pins;

/// <summary>What of a pin has no form in C# is said once, at the attribute, with its exact place in the pin (MCPG4005).</summary>
public sealed class PinnedNoteTests
{
    [Theory]
    [InlineData("""{ <<"prefixItems">>: [ { "type": "integer" } ] }""", "'prefixItems' has no form in C#, so it is McpJson")]
    [InlineData("""{ "type": "array", <<"items">>: [ { "type": "integer" } ] }""", "'items' has no form in C#, so it is McpJson")]
    [InlineData("""{ "type": "object", <<"if">>: {}, "then": {} }""", "'if' has no form in C#, so it is McpJson")]
    [InlineData("""{ "$ref": <<"https://example.com/schema.json">> }""", "the reference 'https://example.com/schema.json' leads out of the pin, and nothing is fetched, so it is McpJson")]
    [InlineData("""{ "$ref": <<"#/$defs/Gone">> }""", "the reference '#/$defs/Gone' leads nowhere, so it is McpJson")]
    [InlineData("""{ "$ref": <<7>> }""", "a reference is no text, so it is McpJson")]
    [InlineData("""{ "enum": [ "a", <<"\udc00">> ] }""", "a text among its values has half of a character, so it is McpJson")]
    [InlineData("""{ "type": "object", "properties": { "\ud800": <<{}>>, "a": {} } }""", "the name of a member has half of a character, so it is left out")]
    [InlineData("""{ "$ref": "#/properties/x" , <<"type">>: "object" }""", "'type' stands beside a reference, so it is McpJson")]
    [InlineData("""<<{ "$ref": "#/properties/x" }>>""", "it refers to itself, so it is McpJson")]
    [InlineData("""{ "type": <<[ "string", "boolean" ]>> }""", "it may be a string or true or false, so it is McpJson")]
    [InlineData("""{ "enum": <<[ "a", 1 ]>> }""", "its values are of several kinds, so it is McpJson")]
    [InlineData("""<<{ "oneOf": [ { "type": "object", "properties": { "a": {} } }, { "type": "string" } ] }>>""", "it may be a string or an object, so it is McpJson")]
    [InlineData("""<<{ "oneOf": [ { "type": "object", "properties": { "a": {} } }, { "type": "object", "properties": { "b": {} } } ] }>>""", "nothing tells its 2 forms apart, so it is McpJson")]
    [InlineData("""{ "allOf": <<[ { "oneOf": [ { "type": "string" } ] }, { "oneOf": [ { "type": "integer" } ] } ]>> }""", "the parts of 'allOf' cannot be joined, so it is McpJson")]
    [InlineData("""<<false>>""", "no value fits 'false', so it is McpJson")]
    [InlineData("""{ "type": "object", "patternProperties": <<{ "a": {}, "b": {} }>> }""", "'patternProperties' has several patterns, so it is McpJson")]
    public async Task A_schema_beyond_C_sharp_is_JSON(string schema, string reason)
    {
        var pin = PinnedTest.Pin(PinnedTest.Tool("find", "\"x\": " + schema));

        var diagnostic = await SingleAsync(Unmarked(pin));

        AssertAt(pin, diagnostic);
        Assert.Equal($"The tool 'find' of shop.mcp.json(5) has a part without a form in C#: {reason}", diagnostic.GetMessage());
    }

    /// <summary>The compiler would take long over them.</summary>
    [Theory]
    [InlineData("{ \"type\": \"object\", \"properties\": <<{ * }>> }", "\"p{0}\": {{ \"type\": \"array\" }}", PinLimits.Members, "members")]
    [InlineData("{ \"type\": \"object\", \"required\": <<[ * ]>> }", "\"p{0}\"", PinLimits.Members, "members")]
    [InlineData("{ \"enum\": <<[ * ]>> }", "\"v{0}\"", PinLimits.Values, "known values")]
    [InlineData("<<{ \"anyOf\": [ * ] }>>", "{{ \"const\": \"v{0}\" }}", PinLimits.Values, "known values")]
    [InlineData("<<{ \"oneOf\": [ * ] }>>", "{{ \"properties\": {{ \"k\": {{ \"const\": \"{0}\" }} }}, \"required\": [ \"k\" ] }}", PinLimits.Forms, "forms")]
    [InlineData("{ \"oneOf\": [ { \"properties\": { \"b\": {} }, \"required\": [ \"b\" ] }, { \"properties\": <<{ \"a\": {}, * }>>, \"required\": [ \"a\" ] } ] }", "\"p{0}\": {{ \"type\": \"array\" }}", PinLimits.Members, "members")]
    public async Task A_type_that_the_compiler_would_not_end_with_is_JSON(string schema, string item, int most, string what)
    {
        var hasAnother = schema.Contains("\"a\": {}", StringComparison.Ordinal);
        var pin = PinnedTest.Pin(PinnedTest.Tool("find", "\"x\": " + schema.Replace("*", Many(item, most + (hasAnother ? 0 : 1)), StringComparison.Ordinal)));

        var diagnostic = await SingleAsync(Unmarked(pin));

        AssertAt(pin, diagnostic);
        Assert.Equal($"The tool 'find' of shop.mcp.json(5) has a part without a form in C#: it has {most + 1} {what}, more than the {most} of a type, so it is McpJson", diagnostic.GetMessage());
    }

    [Fact]
    public async Task Arguments_that_the_compiler_would_not_end_with_are_one_value()
    {
        var pin = PinnedTest.Pin($$"""{ "name": "find", "inputSchema": { "type": "object", "properties": <<{ {{Many("\"p{0}\": {{ \"type\": \"array\" }}", PinLimits.Members + 1)}} }>> } }""");

        var diagnostic = await SingleAsync(Unmarked(pin));

        AssertAt(pin, diagnostic);
        Assert.Equal("The tool 'find' of shop.mcp.json(5) has a part without a form in C#: it has 501 members, more than the 500 of a type, so it is McpJson", diagnostic.GetMessage());
        Assert.Contains("[global::Mcp.McpArguments] global::Mcp.McpJson arguments", PinnedTest.Run(Unmarked(pin))["Methods"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"tools\": [], \"prompts\": [ { \"name\": <<\"all\">>, \"arguments\": [ * ] } ]", "{{ \"name\": \"a{0}\" }}", "prompt 'all'")]
    [InlineData("\"tools\": [], \"resourceTemplates\": [ { \"name\": \"all\", \"uriTemplate\": <<\"x://{*}\">> } ]", "a{0}", "template '")]
    public async Task Texts_that_the_compiler_would_not_end_with_are_left_out(string items, string item, string subject)
    {
        var pin = $"{{ \"formatVersion\": 1, \"revision\": \"2025-06-18\", {items.Replace("*", Many(item, PinLimits.Members + 1), StringComparison.Ordinal)} }}";

        var diagnostic = await SingleAsync(Unmarked(pin));

        AssertAt(pin, diagnostic);
        Assert.StartsWith($"The {subject}", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.EndsWith("it has 501 arguments, more than the 500 of a method, so there is no method for it", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"tools\": [ { \"name\": <<\"\">> } ]", "The tool '' of shop.mcp.json(1) has a part without a form in C#: its name is empty or has control characters, so there is no method for it")]
    [InlineData("\"tools\": [], \"resourceTemplates\": [ { \"name\": \"all\", \"uriTemplate\": <<\"x://{path*}\">> } ]", "The template 'x://{path*}' of shop.mcp.json(1) has a part without a form in C#: 'path*' has a modifier of level 4, so there is no method for it")]
    public async Task What_cannot_be_called_is_left_out(string items, string message)
    {
        var pin = $"{{ \"formatVersion\": 1, \"revision\": \"2025-06-18\", {items} }}";

        var diagnostic = await SingleAsync(Unmarked(pin));

        AssertAt(pin, diagnostic);
        Assert.Equal(message, diagnostic.GetMessage());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("true")]
    [InlineData("""{ "type": "object" }""")]
    [InlineData("""{ "description": "Anything." }""")]
    [InlineData("""{ "type": "object", "properties": { "a": {}, "b": {} }, "anyOf": [ { "required": [ "a" ] }, { "required": [ "b" ] } ] }""")]
    [InlineData("""{ "type": "string", "minLength": 1, "pattern": "^a", "contentEncoding": "base64", "format": "made-up" }""")]
    [InlineData("""{ "allOf": [ { "type": "object", "properties": { "a": { "type": "string" } } }, { "properties": { "b": { "type": "string" } }, "required": [ "b" ] } ] }""")]
    [InlineData("""{ "type": "array", "uniqueItems": true, "minItems": 1, "contains": {} }""")]
    public async Task What_means_any_JSON_or_only_narrows_a_type_is_not_mentioned(string schema)
        => Assert.Empty(await PinnedTest.AnalyzeAsync(PinnedTest.Pin(PinnedTest.Tool("find", "\"x\": " + schema)), PinnedTest.Contract));

    /// <summary>Schemas that a server should not send come to an end all the same.</summary>
    [Theory]
    [InlineData("""{ "oneOf": [ { "$ref": "#/properties/x" }, { "type": "string" } ] }""")]
    [InlineData("""{ "anyOf": [ { "$ref": "#/properties/x" }, { "type": "null" } ] }""")]
    [InlineData("""{ "type": "object", "oneOf": [ { "$ref": "#/properties/x" }, { "properties": { "a": {} } } ] }""")]
    [InlineData("""{ "allOf": [ { "$ref": "#/properties/x" } ] }""")]
    [InlineData("""{ "type": "object", "properties": { "l": { "allOf": [ { "$ref": "#/properties/x" }, { "$ref": "#/properties/y" } ] }, "r": { "allOf": [ { "$ref": "#/properties/y" }, { "$ref": "#/properties/x" } ] } } }, "y": { "type": "object", "properties": { "l": { "$ref": "#/properties/x" }, "r": { "allOf": [ { "$ref": "#/properties/x" }, { "$ref": "#/properties/y" } ] } } }""")]
    public async Task A_schema_without_an_end_comes_to_one(string schema)
        => Assert.Contains(await PinnedTest.AnalyzeAsync(PinnedTest.Pin(PinnedTest.Tool("find", "\"x\": " + schema)), PinnedTest.Contract), static diagnostic => diagnostic.Id == "MCPG4005");

    [Fact]
    public async Task A_contract_with_methods_hears_nothing_of_it()
        => Assert.DoesNotContain(
            await PinnedTest.AnalyzeAsync(
                PinnedTest.Pin(PinnedTest.Tool("find", "\"x\": false")),
                "[McpClient(Pin = \"shop.mcp.json\")] public partial interface IShop { Task<string> FindAsync(McpJson? x, CancellationToken token); }"),
            static diagnostic => diagnostic.Id == "MCPG4005");

    private static string Many(string item, int count) => string.Join(",", Enumerable.Range(0, count).Select(i => string.Format(CultureInfo.InvariantCulture, item, i)));

    private static async Task<Diagnostic> SingleAsync(string pin)
    {
        var diagnostic = Assert.Single(await PinnedTest.AnalyzeAsync(pin, PinnedTest.Contract));
        Assert.Equal(("MCPG4005", DiagnosticSeverity.Info), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal("\"shop.mcp.json\"", diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        return diagnostic;
    }

    /// <summary>Doubled brackets mean something in JSON, so other characters mark the place in a pin.</summary>
    private static void AssertAt(string marked, Diagnostic diagnostic)
    {
        var start = marked.IndexOf("<<", StringComparison.Ordinal);
        var before = marked[..start];
        var place = Assert.Single(diagnostic.AdditionalLocations);
        Assert.Equal((start, marked.IndexOf(">>", StringComparison.Ordinal) - start - 2), (place.SourceSpan.Start, place.SourceSpan.Length));
        Assert.Equal(PinnedTest.Path, place.GetLineSpan().Path);
        Assert.Equal($"{before.Count(static c => c == '\n')},{start - (before.LastIndexOf('\n') + 1)}", place.GetLineSpan().StartLinePosition.ToString());
    }

    private static string Unmarked(string pin) => pin.Replace("<<", "", StringComparison.Ordinal).Replace(">>", "", StringComparison.Ordinal);
}
