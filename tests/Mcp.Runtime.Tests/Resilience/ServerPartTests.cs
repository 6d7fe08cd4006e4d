using Mcp.Resilience;

namespace Mcp.Runtime.Tests.Resilience;

public sealed class ServerPartTests
{
    [Theory]
    [InlineData("tools/call", "Tools")]
    [InlineData("tools/list", "Tools")]
    [InlineData("prompts/get", "Prompts")]
    [InlineData("resources/templates/list", "Resources")]
    [InlineData("completion/complete", "Completions")]
    [InlineData("logging/setLevel", "Logging")]
    [InlineData("ping", "None")]
    [InlineData("app/own", "None")]
    public void A_method_needs_the_part_that_its_name_begins_with(string method, string part) => Assert.Equal(part, ServerPart.NeededBy(method).ToString());

    [Fact]
    public void A_part_is_declared_by_an_object()
    {
        Assert.Equal(ServerParts.Tools | ServerParts.Logging, ServerPart.In(McpJson.Parse("""{"tools":{"listChanged":true},"logging":{},"prompts":null,"x":{}}""")));
        Assert.Equal(ServerParts.None, ServerPart.In(default));
    }
}
