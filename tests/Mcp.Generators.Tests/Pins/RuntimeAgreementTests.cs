using Mcp.Catalog;
using Mcp.Generators.Models;
using Mcp.Generators.Pins;

namespace Mcp.Generators.Tests.Pins;

/// <summary>The compiler finds what <c>CheckAsync</c> finds when it runs, in the same words: they are written twice, since a generator references nothing of ours.</summary>
public sealed class RuntimeAgreementTests
{
    /// <summary>Pairs of a contract's schema and a server's, each compared in both directions.</summary>
    public static TheoryData<string, string> Schemas => new()
    {
        // Members.
        { """{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""", """{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""" },
        { """{"type":"object","properties":{"a":{"type":"string"}}}""", """{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""" },
        { """{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""", """{"type":"object","properties":{"ab":{"type":"string"}},"required":["ab"]}""" },
        { """{"type":"object","properties":{}}""", """{"type":"object","properties":{"a":{}},"required":["a"]}""" },
        { """{"type":"object"}""", """{"type":"object","properties":{"a":{}},"required":["a"]}""" },
        { "{}", """{"type":"object","properties":{"a":{}},"required":["a"]}""" },
        { """{"type":"object","additionalProperties":{"type":"string"}}""", """{"type":"object","properties":{"a":{}},"required":["a"]}""" },
        { """{"type":"object","properties":{"a":{}}}""", """{"type":"object"}""" },
        { """{"type":"object","properties":{"a":{}}}""", "{}" },
        { """{"type":"object","properties":{"a":{}}}""", "true" },

        // Members that are not listed.
        { """{"type":"object","properties":{"a":{}}}""", """{"type":"object","properties":{"b":{}},"additionalProperties":true}""" },
        { """{"type":"object","properties":{"a":{}}}""", """{"type":"object","properties":{"b":{}},"additionalProperties":{"type":"string"}}""" },
        { """{"type":"object","properties":{"a":{}}}""", """{"type":"object","properties":{"b":{}},"additionalProperties":false}""" },
        { """{"type":"object","properties":{"a":{}}}""", """{"type":"object","properties":{"b":{}},"anyOf":[{}]}""" },
        { """{"type":"object","properties":{"a":{}}}""", """{"type":"object","properties":{"b":{}},"oneOf":[{}]}""" },
        { """{"type":"object","properties":{"a":{}}}""", """{"type":"object","properties":{"b":{}},"allOf":[{}]}""" },
        { """{"type":"object","properties":{"a":{}}}""", """{"type":"object","properties":{"b":{}},"patternProperties":{}}""" },

        // Types.
        { """{"type":"object","properties":{"a":{"type":"integer"}}}""", """{"type":"object","properties":{"a":{"type":"number"}}}""" },
        { """{"type":"object","properties":{"a":{"type":"number"}}}""", """{"type":"object","properties":{"a":{"type":"integer"}}}""" },
        { """{"type":"object","properties":{"a":{"type":"string"}}}""", """{"type":"object","properties":{"a":{"type":["null","string"]}}}""" },
        { """{"type":"object","properties":{"a":{"type":"string"}}}""", """{"type":"object","properties":{"a":{"type":["null","boolean","array"]}}}""" },
        { """{"type":"object","properties":{"a":{"type":"string"}}}""", """{"type":"object","properties":{"a":{"anyOf":[{"type":"integer"},{"type":"null"}]}}}""" },
        { """{"type":"object","properties":{"a":{"type":"array","items":{"type":"string"}}}}""", """{"type":"object","properties":{"a":{"type":"array","items":{"type":"object"}}}}""" },
        { """{"type":"object","properties":{"a":{"type":"array","items":{"type":"object","properties":{"b":{}}}}}}""", """{"type":"object","properties":{"a":{"type":"array","items":{"type":"object","properties":{"c":{}},"required":["c"]}}}}""" },
        { """{"type":"string"}""", """{"type":"object"}""" },

        // Values.
        { """{"type":"object","properties":{"a":{"enum":["x","y"]}}}""", """{"type":"object","properties":{"a":{"enum":["y","z"]}}}""" },
        { """{"type":"object","properties":{"a":{"enum":["x"]}}}""", """{"type":"object","properties":{"a":{"type":"string"}}}""" },

        // References.
        { """{"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":"string"}}}}}""", """{"$defs":{"t/~":{"type":"object","properties":{"b":{"type":"integer"}}}},"type":"object","properties":{"a":{"$ref":"#/$defs/t~1~0"}}}""" },
        { """{"type":"object","properties":{"a":{"type":"string"}}}""", """{"type":"object","properties":{"a":{"$ref":"#/properties/a"}}}""" },
        { """{"type":"object","properties":{"a":{"type":"string"}}}""", """{"type":"object","properties":{"a":{"$ref":"other.json#/a"}}}""" },
        { """{"type":"object","properties":{"a":{"type":"string"}}}""", """{"type":"object","properties":{"a":{"$ref":"#/no"}}}""" },

        // Types that hold themselves: on the contract's side, on both, and through each other.
        { Tree("string"), """{"type":"object","properties":{"name":{"type":"string"},"children":{"type":"array","items":{"type":"object","properties":{"name":{"type":"integer"}}}}}}""" },
        { Tree("string"), Tree("string") },
        { Tree("string"), Tree("integer") },
        { Tree("string"), """{"type":"object","properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#"}}},"required":["name"]}""" },
        { Tree("string"), """{"type":"object","properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#/$defs/b"}}},"$defs":{"a":{"type":"object","properties":{"name":{"type":"integer"},"children":{"type":"array","items":{"$ref":"#/$defs/b"}}}},"b":{"type":"object","properties":{"title":{"type":"string"},"children":{"type":"array","items":{"$ref":"#/$defs/a"}}}}}}""" },

        // A value within an object.
        { """{"type":"array","items":{"type":"string"}}""", """{"type":"object","properties":{"result":{"type":"array","items":{"type":"integer"}}}}""" },
        { """{"type":"integer"}""", """{"type":"object","properties":{"result":{"type":"integer"}}}""" },
    };

    /// <summary>A type with several members of its own kind against a server that leads each of them on to another type: looked at once, there are few pairs.</summary>
    [Fact]
    public void A_server_cannot_make_a_contract_walk_for_ever()
    {
        var members = string.Join(",", Enumerable.Range(0, 8).Select(static member => $"\"m{member}\":{{\"$ref\":\"#/$defs/Node\"}}"));
        var contract = $$"""{"type":"object","properties":{{{members}}},"$defs":{"Node":{"type":"object","properties":{{{members}}} } } }""";
        var levels = string.Join(",", Enumerable.Range(0, 40).Select(level => $"\"n{level}\":{{\"type\":\"object\",\"properties\":{{{members.Replace("Node", $"n{(level + 1) % 40}", StringComparison.Ordinal)}}}}}"));
        var server = $$"""{"type":"object","properties":{{{members.Replace("Node", "n0", StringComparison.Ordinal)}}},"$defs":{{{levels}}} }""";

        Assert.Equal(0, AssertAgreement(new NeedModel(CallKind.Tool, "go", contract, contract), $$"""{"name":"go","inputSchema":{{server}},"outputSchema":{{server}}}"""));
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Schemas_are_compared_as_at_run_time(string contract, string server)
        => AssertAgreement(
            new NeedModel(CallKind.Tool, "go", contract, contract),
            $$"""{"name":"go","inputSchema":{{server}},"outputSchema":{{server}}}""");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Schemas_by_chance_are_compared_as_at_run_time(int seed)
    {
        var contracts = new RandomSchemas(seed);
        var servers = new RandomSchemas(seed + 100);
        var findings = 0;
        for (var i = 0; i < 500; i++)
        {
            findings += AssertAgreement(
                new NeedModel(CallKind.Tool, "go", contracts.Next(), contracts.Next()),
                $$"""{"name":"go","inputSchema":{{servers.Next()}},"outputSchema":{{servers.Next()}}}""");
        }

        Assert.True(findings > 500, $"{findings} findings");
    }

    [Theory]
    [InlineData("""{"name":"go"}""")]
    [InlineData("""{"name":"gone","inputSchema":{}}""")]
    [InlineData("""{"name":"something else","inputSchema":{}}""")]
    public void Tools_are_found_as_at_run_time(string tool)
        => AssertAgreement(new NeedModel(CallKind.Tool, "go", """{"type":"object","properties":{"a":{"type":"string"}}}""", """{"type":"integer"}"""), tool);

    [Theory]
    [InlineData("""{"name":"go"}""")]
    [InlineData("""{"name":"went"}""")]
    [InlineData("""{"name":"go","arguments":[{"name":"a"}]}""")]
    [InlineData("""{"name":"go","arguments":[{"name":"a","required":true},{"name":"b","required":true},{"name":"c"}]}""")]
    [InlineData("""{"name":"go","arguments":[{"name":"as","required":true}]}""")]
    public void Prompts_are_compared_as_at_run_time(string prompt)
        => AssertAgreement(new NeedModel(CallKind.Prompt, "go", """{"type":"object","properties":{"a":{"type":"string"}}}""", null), prompt: prompt);

    [Theory]
    [InlineData("a://b/{c}")]
    [InlineData("a://b/{d}")]
    [InlineData("a://b{?c}")]
    [InlineData("a://b{?d}")]
    [InlineData("a://{c}/{d}")]
    [InlineData("a://b/{+c}")]
    [InlineData("a://b/{c,d}")]
    [InlineData("a://b/{c")]
    [InlineData("a://b")]
    [InlineData("a://bc")]
    [InlineData("nothing like it")]
    public void Resources_are_compared_as_at_run_time(string resource)
        => AssertAgreement(new NeedModel(CallKind.Resource, resource, "{}", null), resource: """{"uri":"a://b","name":"b"}""", template: """{"uriTemplate":"a://b/{c}","name":"c"},{"uriTemplate":"a://b{?c}","name":"d"}""");

    [Theory]
    [InlineData("a://b/{c}/{d}", "a://b/{0}/{1}")]
    [InlineData("a://b/{c}/{c}", "a://b/{0}/{0}")]
    [InlineData("a://b/{+c}{/d*,c:3}{?d}", "a://b/{+0}{/1*,0:3}{?d}")]
    [InlineData("a://b{c}{;c}{&c}", "a://b{0}{;c}{&c}")]
    [InlineData("a://b/{}{", "a://b/{0}{")]
    [InlineData("a://b}/{?}", "a://b}/{?}")]
    [InlineData("a://b/{c", "a://b/{c")]
    [InlineData("", "")]
    public void Templates_have_one_shape_in_both(string template, string shape)
    {
        Assert.Equal(shape, Generators.Pins.TemplateShape.Of(template));
        Assert.Equal(shape, Catalog.TemplateShape.Of(template));
    }

    private static int AssertAgreement(NeedModel need, string tool = "", string prompt = "", string resource = "", string template = "")
    {
        var text = $$"""{"formatVersion":1,"revision":"2025-06-18","tools":[{{tool}}],"prompts":[{{prompt}}],"resources":[{{resource}}],"resourceTemplates":[{{template}}]}""";
        var catalog = McpCatalog.Parse(text);
        var offer = new ContractCheck.Offer(
            [.. catalog.Tools.Select(static item => item.Raw)],
            [.. catalog.Prompts.Select(static item => item.Raw)],
            [.. catalog.Resources.Select(static item => item.Raw)],
            [.. catalog.ResourceTemplates.Select(static item => item.Raw)]);
        var contract = new McpContractDescription("IContract")
        {
            Tools = need.Kind == CallKind.Tool ? [new(need.Target, McpJson.Parse(need.Input), McpJson.Parse(need.Output!))] : [],
            Prompts = need.Kind == CallKind.Prompt ? [new(need.Target, McpJson.Parse(need.Input))] : [],
            Resources = need.Kind == CallKind.Resource ? [need.Target] : [],
        };
        var pin = PinReader.Read("pin", text, out _, default)!;

        var expected = ContractCheck.Run(contract, offer, null).Findings.Select(static finding => (finding.IsBreaking, Shared(finding.Text))).ToList();
        Assert.Equal(expected, PinComparison.Of(need, pin, default).Select(static finding => (finding.IsBreaking, finding.Text)));
        return expected.Count;
    }

    private static string Tree(string type) => """
        {"type":"object","properties":{"name":{"type":"TYPE"},"children":{"type":"array","items":{"$ref":"#/$defs/Tree"}}},"required":["name"],"$defs":{"Tree":{"type":"object","properties":{"name":{"type":"TYPE"},"children":{"type":"array","items":{"$ref":"#/$defs/Tree"}}},"required":["name"]}}}
        """.Replace("TYPE", type, StringComparison.Ordinal);

    /// <summary>What is not there at all is told in other words.</summary>
    private static string Shared(string text) => text
        .Replace("it is not there", "", StringComparison.Ordinal)
        .Replace("there is no such template", "", StringComparison.Ordinal)
        .Replace("it is not listed", "", StringComparison.Ordinal);
}
