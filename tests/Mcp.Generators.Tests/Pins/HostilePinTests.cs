using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mcp.Generators.Tests.Pins;

/// <summary>Pins that no server should give. Whatever they say, what is emitted compiles without a warning and has nothing of theirs as code.</summary>
public sealed class HostilePinTests
{
    private const string Injected = "I_N_J";

    /// <summary>One text at every place of a pin that has one.</summary>
    [Theory]
    [InlineData("\"; } static int I_N_J = 1; //")]
    [InlineData("*/ static int I_N_J; /*")]
    [InlineData("</summary>\r\n public int I_N_J;\n///")]
    [InlineData("\u2028public int I_N_J;\u2029public int I_N_J;\u0085public int I_N_J;")]
    [InlineData("\\u000apublic int I_N_J;")]
    [InlineData("\"\"\"\n{0} {I_N_J} ${I_N_J} ]]> <!-- &#10;")]
    [InlineData("\n#error I_N_J\n#if x\n")]
    [InlineData("\0\v\f\u001a")]
    [InlineData("\u0007")]
    [InlineData("\ufffe")]
    [InlineData("\uffff\ufdd0")]
    [InlineData("\ud83f\udffe")]
    [InlineData("\u202e\ufeff\u200b")]
    [InlineData("nameof")]
    public void A_text_of_a_pin_is_never_code(string text) => AssertHarmless(Everywhere(Quoted(text)));

    /// <summary>What cannot be passed to a test as an argument: it would come as something else.</summary>
    [Fact]
    public void Half_of_a_character_is_never_code() => AssertHarmless(Everywhere("\"\\udc00\\ud800\""));

    /// <summary>Names of the compiler have a limit, and file systems have one too.</summary>
    [Theory]
    [InlineData('n')]
    [InlineData(' ')]
    [InlineData('名')]
    public void Names_that_never_end_are_cut(char character)
    {
        var name = new string(character, 2_000);

        var files = AssertHarmless(Everywhere(Quoted(name)));

        Assert.All(files, static file => Assert.InRange(Path.GetFileName(file.FilePath).Length, 1, 200));
        AssertHarmless(PinnedTest.Pin(PinnedTest.Tool(name + "1", "\"a\": { \"enum\": [ \"x\" ] }"), PinnedTest.Tool(name + "2", "\"a\": { \"enum\": [ \"x\" ] }")));
    }

    /// <summary>The compiler reads comments as XML, and takes its time.</summary>
    [Theory]
    [InlineData("word &amp; ")]
    [InlineData("\\n")]
    [InlineData("\\ud83d\\udf00")]
    public void Texts_that_never_end_are_cut(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 100_000)) + "end";

        var files = AssertHarmless(PinnedTest.Pin($$"""
            { "name": "t", "description": "{{text}}", "inputSchema": { "properties": { "a": { "description": "{{text}}", "enum": [ {{string.Join(",", Enumerable.Range(0, 50_000))}} ], "default": "{{text}}" } } } }
            """));

        Assert.All(files.Where(static file => !file.FilePath.EndsWith(".Needs.g.cs", StringComparison.Ordinal)), static file => Assert.InRange(file.Length, 1, 300_000));
    }

    [Fact]
    public void Names_of_many_levels_are_cut()
    {
        var schema = "{ \"enum\": [ \"x\" ] }";
        for (var i = 0; i < 25; i++)
        {
            schema = $$"""{ "type": "object", "properties": { "aMemberOfAnOrdinaryLengthThatServersHave": {{schema}} } }""";
        }

        AssertHarmless(PinnedTest.Pin(PinnedTest.Result("deep", schema)));
    }

    private static List<SyntaxTree> AssertHarmless(string pin)
    {
        var compilation = PinnedTest.Generated(LanguageVersion.CSharp12, pin, PinnedTest.Contract);
        using var image = new MemoryStream();
        Assert.Empty(compilation.Emit(image).Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        var emitted = compilation.SyntaxTrees.Where(static tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)).ToList();
        var names = emitted.SelectMany(static tree => tree.GetRoot().DescendantTokens()).Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText);
        Assert.DoesNotContain(Injected, names);
        return emitted;
    }

    private static string Quoted(string text) => Generators.Json.JsonText.Quote(text);

    private static string Everywhere(string text) => $$"""
        {
          "formatVersion": 1,
          "revision": {{text}},
          "server": { "name": {{text}}, "title": {{text}}, "version": {{text}} },
          "tools": [
            {
              "name": {{text}}, "title": {{text}}, "description": {{text}},
              "inputSchema": { "title": {{text}}, "required": [ {{text}} ], "properties": {
                {{text}}: { "description": {{text}}, "enum": [ {{text}}, "b" ], "default": {{text}} },
                "o": { "description": {{text}}, "properties": { {{text}}: { "const": {{text}} }, "n": { "enum": [ 1, 2 ], "title": {{text}} } }, "required": [ {{text}} ] },
                "u": { "oneOf": [ { "properties": { "kind": { "const": {{text}} } }, "required": [ "kind" ] }, { "properties": { "kind": { "const": "z" } }, "required": [ "kind" ] } ], "description": {{text}} },
                "w": { "enum": [ "x" ], "enumNames": [ {{text}} ] }, "r": { "$ref": {{text}} }, "p": { "patternProperties": { {{text}}: { "type": "string" } } }, "d": { "type": "integer", "default": {{text}} } } },
              "outputSchema": { "properties": { {{text}}: { "properties": { {{text}}: { "enum": [ {{text}} ] } } } } }
            },
            { "name": "constant", "inputSchema": { "properties": { "a": { "const": { {{text}}: {{text}} } } }, "required": [ "a" ] } },
            { "name": "given", "title": "Given.", "description": {{text}}, "inputSchema": { "properties": { {{text}}: { "type": "string" } }, "required": [ {{text}} ] } }
          ],
          "prompts": [ { "name": {{text}}, "title": {{text}}, "description": {{text}}, "arguments": [ { "name": {{text}}, "title": {{text}}, "description": {{text}}, "required": true } ] } ],
          "resources": [ { "uri": {{text}}, "name": {{text}} } ],
          "resourceTemplates": [ { "uriTemplate": "x://{a}", "name": {{text}}, "mimeType": {{text}}, "description": {{text}} }, { "uriTemplate": {{text}}, "name": {{text}} } ]
        }
        """;
}
