using Mcp.Runtime.Tests.Kit;

namespace Mcp.Runtime.Tests.Catalog;

/// <summary>Each rule of a schema's change, as arguments and as results.</summary>
public sealed class SchemaComparisonTests
{
    // What one version of a member says, what the next one says, and what that means where the app sends it and where it gets it.
    [Theory]
    [InlineData("""{"type":"string"}""", """{"type":"number"}""", "breaking 'x' is a number now, and was a string", "breaking 'x' is a number now, and was a string")]
    [InlineData("""{"type":"integer"}""", """{"type":"number"}""", "additive 'x' is a number now, and was a whole number", "breaking 'x' is a number now, and was a whole number")]
    [InlineData("""{"type":["string","null"]}""", """{"type":"string"}""", "breaking 'x' is a string now, and was a string or null", "additive 'x' is a string now, and was a string or null")]
    [InlineData("""{"type":"string"}""", """{"type":"string","nullable":true}""", "additive 'x' is a string or null now, and was a string", "breaking 'x' is a string or null now, and was a string")]
    [InlineData("{}", """{"type":"array"}""", "breaking 'x' is a list now, and was anything", "additive 'x' is a list now, and was anything")]
    [InlineData("""{"type":"array"}""", "true", "additive 'x' is anything now, and was a list", "breaking 'x' is anything now, and was a list")]
    [InlineData("""{"type":"string"}""", "false", "breaking 'x' may have no value at all now", "additive 'x' may have no value at all now")]
    [InlineData("""{"enum":["a","b"]}""", """{"enum":["b","c"]}""", "breaking 'x' may no longer be \"a\"|additive 'x' may be \"c\" as well", "breaking 'x' may be \"c\" as well|additive 'x' may no longer be \"a\"")]
    [InlineData("""{"const":"a"}""", """{"type":"string","enum":["a","b"]}""", "additive 'x' may be \"b\" as well", "breaking 'x' may be \"b\" as well")]
    [InlineData("""{"type":"string"}""", """{"type":"string","enum":["a"]}""", "breaking 'x' may only be \"a\" now", "additive 'x' may only be \"a\" now")]
    [InlineData("""{"type":"string","enum":["a"]}""", """{"type":"string"}""", "additive 'x' may be any value now, and was \"a\"", "breaking 'x' may be any value now, and was \"a\"")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", """{"type":"array","items":{"type":"integer"}}""", "breaking 'x[]' is a whole number now, and was a string", "breaking 'x[]' is a whole number now, and was a string")]
    [InlineData("""{"type":"array"}""", """{"type":"array","items":{"type":"integer"}}""", "breaking 'x[]' is a whole number now, and was anything", "additive 'x[]' is a whole number now, and was anything")]
    [InlineData("""{"type":"array","items":[{}]}""", """{"type":"array","items":[{},{}]}""", "breaking 'x' has other items at their places", "breaking 'x' has other items at their places")]
    [InlineData("""{"properties":{"a":{}}}""", """{"properties":{"a":{},"b":{}}}""", "additive 'x.b' is new", "additive 'x.b' is new")]
    [InlineData("""{"properties":{"a":{}}}""", """{"properties":{"a":{},"b":{}},"required":["b"]}""", "breaking 'x.b' is new and required", "additive 'x.b' is new")]
    [InlineData("""{"properties":{"a":{},"beta":{}}}""", """{"properties":{"a":{}}}""", "breaking 'x.beta' is removed", "breaking 'x.beta' is removed")]
    [InlineData("""{"properties":{"town":{}}}""", """{"properties":{"towns":{}}}""", "breaking 'x.town' is removed; is it 'towns' now?|additive 'x.towns' is new", "breaking 'x.town' is removed; is it 'towns' now?|additive 'x.towns' is new")]
    [InlineData("""{"properties":{"a":{}}}""", """{"properties":{"a":{}},"required":["a"]}""", "breaking 'x.a' is required now", "additive 'x.a' is always there now")]
    [InlineData("""{"properties":{"a":{}},"required":["a"]}""", """{"properties":{"a":{}}}""", "additive 'x.a' may be left out now", "breaking 'x.a' may be missing now")]
    [InlineData("""{"type":"object","required":["a"]}""", """{"type":"object","required":["b"]}""", "breaking 'x.b' is required now|additive 'x.a' may be left out now", "breaking 'x.a' may be missing now|additive 'x.b' is always there now")]
    [InlineData("""{"type":"number","minimum":1}""", """{"type":"number","minimum":2}""", "breaking 'x': 'minimum' is 2 now, and was 1", "cosmetic 'x': 'minimum' is 2 now, and was 1")]
    [InlineData("""{"type":"number","maximum":1}""", """{"type":"number","maximum":2}""", "additive 'x': 'maximum' is 2 now, and was 1", "cosmetic 'x': 'maximum' is 2 now, and was 1")]
    [InlineData("""{"type":"string"}""", """{"type":"string","maxLength":9}""", "breaking 'x': 'maxLength' is new, 9", "cosmetic 'x': 'maxLength' is new, 9")]
    [InlineData("""{"type":"string","pattern":"a"}""", """{"type":"string","pattern":"b"}""", "breaking 'x': 'pattern' is \"b\" now, and was \"a\"", "cosmetic 'x': 'pattern' is \"b\" now, and was \"a\"")]
    [InlineData("""{"type":"string"}""", """{"type":"string","format":"date-time"}""", "breaking 'x': 'format' is new, \"date-time\"", "additive 'x': 'format' is new, \"date-time\"")]
    [InlineData("""{"type":"string","format":"date"}""", """{"type":"string"}""", "additive 'x': 'format' is removed", "breaking 'x': 'format' is removed")]
    [InlineData("""{"type":"array","uniqueItems":true}""", """{"type":"array","uniqueItems":false}""", "additive 'x': 'uniqueItems' is false now, and was true", "cosmetic 'x': 'uniqueItems' is false now, and was true")]
    [InlineData("""{"type":"object","not":{"a":1}}""", """{"type":"object","not":{"a":2}}""", "breaking 'x': 'not' is another", "breaking 'x': 'not' is another")]
    [InlineData("""{"type":"string","description":"a"}""", """{"type":"string","description":"b"}""", "cosmetic 'x': 'description' is \"b\" now, and was \"a\"", "cosmetic 'x': 'description' is \"b\" now, and was \"a\"")]
    [InlineData("""{"type":"string","default":1}""", """{"type":"string","x-own":{}}""", "cosmetic 'x': 'default' is removed|cosmetic 'x': 'x-own' is new", "cosmetic 'x': 'default' is removed|cosmetic 'x': 'x-own' is new")]
    [InlineData("""{"type":"object"}""", """{"type":"object","additionalProperties":false}""", "breaking 'x' may have no members beside the named ones any more", "breaking 'x' may have no members beside the named ones any more")]
    [InlineData("""{"properties":{}}""", """{"properties":{},"additionalProperties":false}""", "cosmetic 'x' may have no members beside the named ones any more", "cosmetic 'x' may have no members beside the named ones any more")]
    [InlineData("""{"properties":{},"additionalProperties":false}""", """{"properties":{},"additionalProperties":{"type":"string"}}""", "additive 'x' may have any members beside the named ones now", "additive 'x' may have any members beside the named ones now")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", """{"additionalProperties":{"type":"number"}}""", "breaking 'x.*' is a number now, and was a string", "breaking 'x.*' is a number now, and was a string")]
    public void A_change_means_what_it_does_to_values_sent_and_values_received(string old, string @new, string asArgument, string asResult)
    {
        Assert.Equal(Expected(asArgument, "the argument "), Catalogs.Lines(Catalogs.OfInput(Whole(old)), Catalogs.OfInput(Whole(@new))));
        Assert.Equal(Expected(asResult, "the result's "), Catalogs.Lines(Catalogs.OfOutput(Whole(old)), Catalogs.OfOutput(Whole(@new))));
    }

    [Theory]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", """{"anyOf":[{"type":"null"},{"type":"string"}]}""", "cosmetic it is written in another way")]
    [InlineData("""{"type":["string","null"]}""", """{"anyOf":[{"type":"string"},{"type":"null"}]}""", "cosmetic it is written in another way")]
    [InlineData("""{"type":["string","null"],"enum":["a",null]}""", """{"anyOf":[{"enum":["a"]},{"type":"null"}]}""", "cosmetic it is written in another way")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", """{"oneOf":[{"type":"string"},{"type":"null"}]}""", "cosmetic it is written in another way")]
    [InlineData("""{"type":"string"}""", """{"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]}""", "additive the argument 'x' may be a list as well")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"boolean"}]}""", """{"type":"string"}""", "breaking the argument 'x' may no longer be a boolean")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer"}]}""", """{"anyOf":[{"type":"string"},{"type":"number"}]}""", "additive the argument 'x' is a number now, and was a whole number")]
    [InlineData("""{"anyOf":[{"type":"string"}]}""", """{"anyOf":[{"type":"string","minLength":1}]}""", "breaking the argument 'x': 'minLength' is new, 1")]
    [InlineData("{}", """{"anyOf":[{"type":"string"}]}""", "breaking the argument 'x' has to be one of several forms now")]
    [InlineData("""{"type":"object","anyOf":[{"required":["a"]}]}""", """{"type":"object"}""", "additive the argument 'x' need not be one of several forms any more")]
    [InlineData(
        """{"oneOf":[{"type":"object","properties":{"kind":{"const":"a"},"n":{"type":"string"}}},{"type":"object","properties":{"kind":{"const":"b"}}}]}""",
        """{"oneOf":[{"type":"object","properties":{"kind":{"const":"b"}}},{"type":"object","properties":{"kind":{"const":"c"}}},{"type":"object","properties":{"kind":{"const":"a"},"n":{"type":"number"}}}]}""",
        "breaking the argument 'x.n' is a number now, and was a string|additive the argument 'x' may be an object with 'kind' \"c\" as well")]
    public void Alternatives_are_compared_by_what_they_allow_however_they_are_written(string old, string @new, string changes) =>
        Assert.Equal(Expected(changes, ""), Catalogs.Lines(Catalogs.OfInput(Whole(old)), Catalogs.OfInput(Whole(@new))));

    [Theory]
    // A definition that is changed is reported where it is used first; one that is moved is the same.
    [InlineData("""{"properties":{"x":{"$ref":"#/$defs/A"},"y":{"$ref":"#/$defs/A"}},"$defs":{"A":{"type":"string"}}}""", """{"properties":{"x":{"$ref":"#/$defs/A"},"y":{"$ref":"#/$defs/A"}},"$defs":{"A":{"type":"number"}}}""", "breaking the argument 'x' is a number now, and was a string")]
    [InlineData("""{"properties":{"x":{"$ref":"#/$defs/A"}},"$defs":{"A":{"type":"string"}}}""", """{"properties":{"x":{"$ref":"#/definitions/B~1%7E0"}},"definitions":{"B/~":{"type":"string"}}}""", "cosmetic it is written in another way")]
    [InlineData("""{"properties":{"x":{"$ref":"#/$defs/A","description":"a"}},"$defs":{"A":{"type":"string"}}}""", """{"properties":{"x":{"type":"string","description":"b"}}}""", "cosmetic the argument 'x': 'description' is \"b\" now, and was \"a\"")]
    [InlineData("""{"properties":{"x":{"allOf":[{"$ref":"#/$defs/A"},{"required":["b"]}]}},"$defs":{"A":{"properties":{"b":{}}}}}""", """{"properties":{"x":{"properties":{"b":{}}}}}""", "additive the argument 'x.b' may be left out now")]
    [InlineData("""{"properties":{"x":{"$ref":"http://a/b"}}}""", """{"properties":{"x":{"$ref":"http://a/c"}}}""", "breaking the argument 'x' refers to 'http://a/c' now, and referred to 'http://a/b': what is there is not looked at")]
    [InlineData("""{"properties":{"x":{"$ref":"#/nowhere"}}}""", """{"properties":{"x":{}}}""", "breaking the argument 'x' refers to nothing outside now, and referred to '#/nowhere': what is there is not looked at")]
    // A tree, deeper by one step in the other version.
    [InlineData("""{"$ref":"#/$defs/T","$defs":{"T":{"properties":{"next":{"$ref":"#/$defs/T"},"n":{"type":"string"}}}}}""", """{"$ref":"#/$defs/T","$defs":{"T":{"properties":{"next":{"properties":{"next":{"$ref":"#/$defs/T"},"n":{"type":"number"}}},"n":{"type":"string"}}}}}""", "breaking the argument 'next.n' is a number now, and was a string")]
    [InlineData("""{"$ref":"#"}""", """{"$ref":"#","allOf":[{"$ref":"#"}]}""", "cosmetic it is written in another way")]
    public void References_are_followed_within_the_schema_and_circles_end(string old, string @new, string changes) =>
        Assert.Equal(Expected(changes, ""), Catalogs.Lines(Catalogs.OfInput(old), Catalogs.OfInput(@new)));

    [Fact]
    public void A_long_list_of_values_is_named_in_part()
    {
        string list = string.Join(",", Enumerable.Range(0, 50_000));

        Assert.Equal(
            ["breaking tool 't': the argument 'x' may no longer be 0, 1, 2, 3, 4 and 49995 more"],
            Catalogs.Lines(Catalogs.OfInput(Whole($$"""{"enum":[{{list}},-1]}""")), Catalogs.OfInput(Whole("""{"enum":[-1]}"""))));
    }

    private static string Whole(string member) => """{"type":"object","properties":{"x":""" + member + "}}";

    private static string[] Expected(string changes, string name) =>
        [.. changes.Split('|').Select(change => change.Split(' ', 2)).Select(parts => $"{parts[0]} tool 't': {name}{parts[1]}")];
}
