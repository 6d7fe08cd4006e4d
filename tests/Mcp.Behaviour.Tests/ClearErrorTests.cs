using Mcp.Behaviour.Tests.Kit;

namespace Mcp.Behaviour.Tests;

/// <summary>Mistakes that users make, and what they are told.</summary>
public sealed class ClearErrorTests
{
    private static readonly McpMethod<string, long> CountOf = McpToolMethod.Data<string, long>("echo", WriteMessage, static (ref McpJsonReader reader) => reader.ReadInt64());

    [Theory]
    [InlineData("5 errors found")]
    [InlineData("3 of 4")]
    [InlineData("")]
    public async Task Prose_that_begins_with_a_value_is_no_value(string text)
    {
        await using McpClient client = await ConnectAsync("2025-03-26");

        McpPayloadException error = await Assert.ThrowsAsync<McpPayloadException>(() => client.InvokeAsync(CountOf, text).AsTask());

        Assert.Contains("'tools/call echo'", error.Message, StringComparison.Ordinal);
        Assert.Equal(7, await client.InvokeAsync(CountOf, "7"));
    }

    [Fact]
    public async Task A_value_that_holds_itself_is_refused_before_anything_is_sent()
    {
        await using McpClient client = await ConnectAsync("2025-03-26");
        var cyclic = new McpMethod<int, McpJson>("tools/call", WriteForEver, McpJson.Read);

        McpPayloadException error = await Assert.ThrowsAsync<McpPayloadException>(() => client.InvokeAsync(cyclic, 0).AsTask());

        Assert.Equal(McpDisposition.NotSent, error.Disposition);
        Assert.Contains("holds itself", error.Message, StringComparison.Ordinal);
        Assert.Equal(7, await client.InvokeAsync(CountOf, "7"));
    }

    [Theory]
    [InlineData("2025-03-26", "2026-07-28")]
    [InlineData("2026-07-28", "2025-03-26")]
    public async Task A_server_of_another_era_is_a_failed_negotiation_that_names_the_option(string asked, string served)
    {
        McpNegotiationException error = await Assert.ThrowsAsync<McpNegotiationException>(() => ConnectAsync(asked, served));

        Assert.Equal([asked], error.Offered);
        Assert.Contains(asked, error.Message, StringComparison.Ordinal);
        Assert.Contains("McpClientOptions.ProtocolVersions", error.Message, StringComparison.Ordinal);
        if (served == "2026-07-28")
            Assert.Equal([served], error.Supported);
    }

    private static void WriteMessage(McpJsonWriter writer, string message)
    {
        writer.StartObject();
        writer.Name("message");
        writer.WriteString(message);
        writer.EndObject();
    }

    private static void WriteForEver(McpJsonWriter writer, int depth)
    {
        writer.StartObject();
        writer.Name("next");
        WriteForEver(writer, depth + 1);
        writer.EndObject();
    }

    private static async Task<McpClient> ConnectAsync(string asked, string? served = null)
    {
        var serverOptions = new McpServerOptions { Handlers = { RawHandlers.Server() } };
        serverOptions.ProtocolVersions.Add(Named(served ?? asked));
        var options = new McpClientOptions();
        options.ProtocolVersions.Add(Named(asked));
        return await McpClient.ConnectAsync(new McpServer(serverOptions).AsTransport(), options);
    }

    private static McpRevision Named(string date) => McpRevision.Known.Single(revision => revision.Date == date);
}
