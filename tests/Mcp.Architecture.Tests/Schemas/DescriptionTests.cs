using System.Text.Json;

namespace Mcp.Architecture.Schemas;

/// <summary>The texts against the names of the schemas. What the whole generated API lacks is counted in tests/Mcp.Protocol.Tests.</summary>
public class DescriptionTests
{
    private static readonly SchemaNames Names = SchemaNames.OfAllRevisions();
    private static readonly JsonProperty[] Texts = [.. SchemaFolder.Read("descriptions.json").EnumerateObject()];

    [Fact]
    public void Each_text_describes_something_that_a_revision_defines() =>
        Assert.All(Texts, text => Assert.True(Names.Knows(text.Name), text.Name + " names nothing"));

    [Fact]
    public void Each_type_and_each_method_has_a_text() =>
        Findings.None(Names.Types.Concat(Names.Methods.Select(method => "method:" + method)).Except(Texts.Select(text => text.Name)));

    [Fact]
    public void A_type_that_has_a_text_has_one_for_each_member()
    {
        var keys = Texts.Select(text => text.Name).ToHashSet();

        Findings.None(
            from member in Names.Members
            let key = member.Type + "." + member.Name
            // A part of an allOf may fix what another part leaves open.
            where !member.IsConstant && !Names.Members.Contains(member with { IsConstant = true }) && keys.Contains(member.Type) && !keys.Contains(key)
            // The envelope of the three embedded requests is theirs in older revisions only; the runtime writes it.
            where member.Name is not ("jsonrpc" or "id" or "method") || member.Type == "ToolUseContent"
            select key);
    }

    [Fact]
    public void A_text_is_made_of_short_plain_sentences() =>
        Findings.None(
            from text in Texts
            let prose = text.Value.GetString()!
            where !prose.EndsWith('.') || prose.Length > 400 || prose != prose.Trim() || prose.Contains('\n', StringComparison.Ordinal) || !prose.Contains(' ', StringComparison.Ordinal)
            select text.Name);

    [Fact]
    public void Keys_stand_in_order_so_that_each_is_found_and_added_once() =>
        Assert.Equal(Texts.Select(text => text.Name).Order(StringComparer.Ordinal), Texts.Select(text => text.Name));

    [Theory]
    [InlineData("CallToolRequestParams.name", true)]
    [InlineData("PaginatedRequestParams.cursor", true)]
    [InlineData("ServerCapabilitiesTools.listChanged", true)]
    [InlineData("LoggingLevel.alert", true)]
    [InlineData("CacheScope.private", true)]
    [InlineData("IconTheme.dark", true)]
    [InlineData("EmptyResult._meta", true)]
    [InlineData("GetTaskResult.pollInterval", true)]
    [InlineData("Reference", true)]
    [InlineData("method:tools/call", true)]
    [InlineData("ListToolsRequestParams.cursor", false)]
    [InlineData("CacheableResultCacheScope", false)]
    [InlineData("Theme", false)]
    [InlineData("Tool.colour", false)]
    [InlineData("Unicorn", false)]
    [InlineData("method:tools/forget", false)]
    public void A_key_is_known_when_a_schema_defines_it(string key, bool known) =>
        Assert.Equal(known, Names.Knows(key));
}
