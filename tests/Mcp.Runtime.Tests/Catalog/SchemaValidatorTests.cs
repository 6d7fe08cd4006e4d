using Mcp.Catalog;

namespace Mcp.Runtime.Tests.Catalog;

/// <summary>Values against JSON Schema, keyword by keyword: what fits, and how it is told what does not.</summary>
public sealed class SchemaValidatorTests
{
    [Theory]
    // type
    [InlineData("""{"type":"string"}""", "\"a\"", "")]
    [InlineData("""{"type":"string"}""", "1", "$: integer where the schema has string")]
    [InlineData("""{"type":["string","null"]}""", "null", "")]
    [InlineData("""{"type":["string","null"]}""", "true", "$: boolean where the schema has string or null")]
    [InlineData("""{"type":"number"}""", "1", "")]
    [InlineData("""{"type":"integer"}""", "1.0", "")]
    [InlineData("""{"type":"integer"}""", "12e2", "")]
    [InlineData("""{"type":"integer"}""", "1.5", "$: number where the schema has integer")]
    [InlineData("""{"type":"unheard-of"}""", "1", "$: integer where the schema has unheard-of")]
    // objects
    [InlineData("""{"properties":{"a":{"type":"string"}},"required":["a","b"]}""", """{"a":1}""", "$.b: missing|$.a: integer where the schema has string")]
    [InlineData("""{"properties":{"a":{}}}""", """{"z":1}""", "")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", """{"a":1,"z":1}""", "$.z: not in the schema")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", """{"z":1}""", "$.z: integer where the schema has string")]
    [InlineData("""{"patternProperties":{"^z":{}},"additionalProperties":false}""", """{"z":1}""", "")]
    [InlineData("""{"minProperties":1}""", "{}", "$: fewer members than the schema's minProperties")]
    [InlineData("""{"required":["a"]}""", "[]", "")]
    [InlineData("""{"properties":{"a":false}}""", """{"a":1}""", "$.a: nothing may stand here")]
    [InlineData("true", "1", "")]
    // lists
    [InlineData("""{"items":{"type":"integer"}}""", """[1,"x",2]""", "$[1]: string where the schema has integer")]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":{"type":"integer"}}""", """["a",1]""", "")]
    [InlineData("""{"prefixItems":[{"type":"string"}]}""", """[1,1]""", "$[0]: integer where the schema has string")]
    [InlineData("""{"minItems":1,"maxItems":2}""", "[]", "$: fewer items than the schema's minItems")]
    [InlineData("""{"minItems":1,"maxItems":2}""", "[1,2,3]", "$: more items than the schema's maxItems")]
    // choices
    [InlineData("""{"enum":[1,{"a":[2]}]}""", """{"a":[2.0]}""", "")]
    [InlineData("""{"enum":["a","b"]}""", "\"c\"", "$: none of the schema's values")]
    [InlineData("""{"const":"a"}""", "\"a\"", "")]
    [InlineData("""{"const":"a"}""", "\"b\"", "$: not the schema's one value")]
    // limits
    [InlineData("""{"minimum":1,"maximum":2}""", "1", "")]
    [InlineData("""{"minimum":1}""", "0.5", "$: below the schema's minimum")]
    [InlineData("""{"maximum":1}""", "2", "$: above the schema's maximum")]
    [InlineData("""{"exclusiveMinimum":1}""", "1", "$: below the schema's minimum")]
    [InlineData("""{"exclusiveMaximum":1}""", "1", "$: above the schema's maximum")]
    [InlineData("""{"minimum":1,"exclusiveMinimum":true}""", "1", "")]
    [InlineData("""{"minLength":2}""", "\"a\"", "$: fewer characters than the schema's minLength")]
    [InlineData("""{"maxLength":1}""", "\"\ud83d\ude00\"", "")]
    // combinations
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "null", "")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "1", "$: fits none of the schema's alternatives")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"number"}]}""", "1.5", "")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"number"}]}""", "1", "$: fits more than one of the schema's alternatives")]
    [InlineData("""{"oneOf":[{"type":"integer"}]}""", "true", "$: fits none of the schema's alternatives")]
    [InlineData("""{"allOf":[{"required":["a"]},{"required":["b"]}]}""", "{}", "$.a: missing|$.b: missing")]
    // references
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/x"}},"$defs":{"x":{"type":"string"}}}""", """{"a":1}""", "$.a: integer where the schema has string")]
    [InlineData("""{"properties":{"a":{"$ref":"#/definitions/a~1b"}},"definitions":{"a/b":{"type":"string"}}}""", """{"a":1}""", "$.a: integer where the schema has string")]
    [InlineData("""{"$ref":"#/$defs/x","required":["b"],"$defs":{"x":{"required":["a"]}}}""", "{}", "$.a: missing|$.b: missing")]
    [InlineData("""{"type":"object","properties":{"next":{"$ref":"#"}},"required":["v"]}""", """{"v":1,"next":{"v":2,"next":{}}}""", "$.next.next.v: missing")]
    [InlineData("""{"$ref":"https://example.com/schema"}""", "1", "")]
    [InlineData("""{"$ref":"#"}""", "1", "")]
    // what is not known passes
    [InlineData("""{"format":"date","pattern":"^x","if":{},"unheard-of":1}""", "\"a\"", "")]
    public void A_value_fits_or_it_is_told_where_it_does_not(string schema, string value, string problems) =>
        Assert.Equal(problems, string.Join("|", SchemaValidator.Validate(McpJson.Parse(schema), McpJson.Parse(value))));

    [Fact]
    public void Ten_problems_are_enough() =>
        Assert.Equal(10, SchemaValidator.Validate(McpJson.Parse("""{"items":{"type":"string"}}"""), McpJson.Parse($"[{string.Join(",", Enumerable.Repeat("1", 50))}]")).Count);

    [Fact]
    public void A_schema_that_doubles_with_each_step_comes_to_an_end() =>
        Assert.NotNull(SchemaValidator.Validate(McpJson.Parse("""{"anyOf":[{"$ref":"#"},{"$ref":"#"},{"type":"string"}]}"""), McpJson.Parse("1")));
}
