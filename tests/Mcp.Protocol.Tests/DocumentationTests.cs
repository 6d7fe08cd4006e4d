using System.Xml.Linq;
using Mcp.Protocol.Tests.Kit;

namespace Mcp.Protocol.Tests;

/// <summary>Every public type, member and method says what it is; a text that only repeats the name counts as missing.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void Nothing_public_lacks_a_text()
    {
        var missing =
            from part in Documentation.Api.GroupBy(static part => part)
            where Documentation.CountOf(part.Key.Id, part.Key.Name) < part.Count()
            select part.Key.Id;

        Assert.Equal("", string.Join("\n", missing.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void There_is_something_to_count() => Assert.True(Documentation.Api.Count() > 5_000);

    [Theory]
    [InlineData("ListToolsAsync", "The method tools/list.", false)]
    [InlineData("Tool Name", "Gets the name of the tool.", false)]
    [InlineData("Tool Name", "What calls of it use.", true)]
    [InlineData("Tool", "", false)]
    public void A_text_that_repeats_the_name_is_none(string name, string text, bool says) =>
        Assert.Equal(says, Documentation.Says(new XElement("member", new XElement("summary", text)), name));

    [Fact]
    public void No_text_is_none() => Assert.False(Documentation.Says(new XElement("member"), "Tool"));
}
