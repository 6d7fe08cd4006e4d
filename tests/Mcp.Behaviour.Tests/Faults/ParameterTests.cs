using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Kit;

namespace Mcp.Behaviour.Tests.Faults;

/// <summary>Parameters that cannot be written, and parameters that would break the line they travel in.</summary>
public sealed class ParameterTests
{
    [Fact]
    [Trait("Row", "51")]
    public async Task Parameters_that_cannot_be_written_fail_their_call_and_leave_nothing_on_the_wire()
    {
        await using var child = new FaultChild("serve");
        McpClient client = await child.ConnectAsync();
        var broken = new McpMethod<bool, McpJson>("tools/call", static (writer, _) =>
        {
            writer.WriteRaw("{\"half\":"u8);
            throw new InvalidOperationException("the serializer is broken");
        }, McpJson.Read);

        McpPayloadException error = await Assert.ThrowsAsync<McpPayloadException>(() => Guard.Soon(client.InvokeAsync(broken, true)));

        Assert.Equal(("tools/call", McpDisposition.NotSent), (error.Method, error.Disposition));
        Assert.Contains("the serializer is broken", error.Message, StringComparison.Ordinal);
        await child.TheNextCallWorksAsync();
        Assert.Equal(["initialize", "notifications/initialized", "tools/call"], child.Journal.Methods(1));
    }

    [Theory]
    [InlineData("{\"message\":\"a\\nb\"}", "a\nb")]
    [InlineData("{\n  \"message\":\r\n\t\"spread\"\n}\n", "spread")]
    [InlineData("{\"message\":\"\\r\\n\\u2028\\u2029\\u0085\"}", "\r\n\u2028\u2029\u0085")]
    [Trait("Row", "51")]
    public async Task A_line_feed_in_the_parameters_does_not_end_the_frame(string arguments, string text)
    {
        await using var child = new FaultChild("serve");
        McpClient client = await child.ConnectAsync();

        McpToolResult result = await Guard.Soon(client.CallToolAsync("echo", McpJson.Parse(arguments)));

        Assert.Equal(text, result.Text);
        await child.TheNextCallWorksAsync();
        Assert.Equal(["initialize", "notifications/initialized", "tools/call", "tools/call"], child.Journal.Methods(1));
    }

    [Fact]
    [Trait("Row", "51")]
    public async Task Raw_parameters_spread_over_lines_travel_in_one()
    {
        await using var child = new FaultChild("serve");
        McpClient client = await child.ConnectAsync();
        var raw = new McpMethod<McpJson, McpJson>("tools/call", RawHandlers.Write, McpJson.Read);

        McpJson result = await Guard.Soon(client.InvokeAsync(raw, McpJson.Parse("{\n\"name\":\"echo\",\r\n\"arguments\":{\n\"message\":\"x\"\n}\n}")));

        Assert.True(result.TryGetProperty("content", out _));
        await child.TheNextCallWorksAsync();
    }
}
