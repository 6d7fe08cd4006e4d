using Mcp.Generators.Json;

namespace Mcp.Generators.Tests;

/// <summary>The reader of JSON files: what it takes, and what it says, and where, of what is no JSON. Places are marked by <c>|</c>.</summary>
public sealed class JsonParserTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0.5e+10")]
    [InlineData("12E-3")]
    [InlineData("1e5")]
    [InlineData("true")]
    [InlineData("[false, null, [], {}]")]
    [InlineData("\uFEFF {\r\n\t\"a\" : [ 1 , \"\" ] } \n")]
    public void Json_is_read(string text)
    {
        var (root, error, _) = JsonParser.Parse(text, CancellationToken.None);

        Assert.NotNull(root);
        Assert.Null(error);
    }

    [Theory]
    [InlineData(@"""\""\\\/\b\f\n\r\t""", "\"\\/\b\f\n\r\t")]
    [InlineData(@"""a\u00e9\ud83d\ude00z""", "a\u00e9\ud83d\ude00z")]
    public void Escapes_become_what_they_stand_for(string text, string expected)
        => Assert.Equal(expected, JsonParser.Parse(text, CancellationToken.None).Root!.Text);

    [Theory]
    [InlineData("|", "a value was expected")]
    [InlineData("|x", "a value was expected")]
    [InlineData("|tru", "a value was expected")]
    [InlineData("|nul", "a value was expected")]
    [InlineData("|falsy", "a value was expected")]
    [InlineData("-|", "a value was expected")]
    [InlineData("1.|", "a digit was expected")]
    [InlineData("1.|e5", "a digit was expected")]
    [InlineData("1e|", "a digit was expected")]
    [InlineData("1E+|", "a digit was expected")]
    [InlineData("0|1", "nothing may follow the value")]
    [InlineData("[1 |2]", "',' was expected")]
    [InlineData("[1,|]", "a value was expected")]
    [InlineData("[1|", "',' was expected")]
    [InlineData("[|", "a value was expected")]
    [InlineData("{|", "a property name was expected")]
    [InlineData("{|a: 1}", "a property name was expected")]
    [InlineData("{\"a\" |1}", "':' was expected")]
    [InlineData("{\"a\": |}", "a value was expected")]
    [InlineData("{\"a\": 1 |\"b\": 2}", "',' was expected")]
    [InlineData("{\n \"a\": 1,\n |\"a\": 2}", "the property \"a\" is given twice")]
    [InlineData("\"a|", "the string does not end")]
    [InlineData("\"a|\n\"", "a control character must be escaped")]
    [InlineData("\"\\|x\"", "no such escape")]
    [InlineData("{\"\\|x\": 1}", "no such escape")]
    [InlineData("\"\\|", "no such escape")]
    [InlineData("\"\\u12|", "the string does not end")]
    [InlineData("\"\\u12x4|\"", "four hexadecimal digits were expected")]
    public void What_is_no_json_is_named_at_its_place(string marked, string message)
    {
        var at = marked.IndexOf('|', StringComparison.Ordinal);
        var before = marked[..at];

        var (root, error, position) = JsonParser.Parse(marked.Remove(at, 1), CancellationToken.None);

        Assert.Null(root);
        Assert.Equal(message, error);
        Assert.Equal((at, before.Count(static each => each == '\n'), at - before.LastIndexOf('\n') - 1), (position.Start, position.Line, position.Column));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Depth_has_a_limit(int depth, bool isRead)
    {
        var (root, error, _) = JsonParser.Parse(new string('[', depth) + new string(']', depth), CancellationToken.None);

        Assert.Equal(isRead, root is not null);
        Assert.Equal(isRead ? null : "nested more than 64 deep", error);
    }
}
