using Mcp.Buffers;
using Mcp.Runtime.Tests.Kit;
using Mcp.Sessions;
using Mcp.Wire;

namespace Mcp.Runtime.Tests.Sessions;

/// <summary>Parameters have one <c>_meta</c>, whoever writes into it.</summary>
public sealed class MetaTests
{
    private static readonly McpMethod<McpJson, McpJson> Raw = new("raw", static (writer, value) => writer.WriteJson(value), McpJson.Read);
    private static readonly McpNotificationMethod<McpJson> RawNote = new("note", static (writer, value) => writer.WriteJson(value));
    private static readonly McpNotificationMethod<Dictionary<string, McpJson>> TypedNote = new("note", static (writer, meta) =>
    {
        writer.StartObject();
        writer.WriteMeta(meta);
        writer.EndObject();
    });

    [Theory]
    [InlineData("""{"_meta":{"mine":1,"progressToken":9},"a":{"_meta":2}}""", """{"a":{"_meta":2},"_meta":{"progressToken":1024,"mine":1}}""")]
    [InlineData("""{"a":[1,{"b":"_meta"}]}""", """{"a":[1,{"b":"_meta"}],"_meta":{"progressToken":1024}}""")]
    [InlineData("""{"a":{"_meta":2}}""", """{"a":{"_meta":2},"_meta":{"progressToken":1024}}""")]
    [InlineData("""{"a":"\"_meta\""}""", """{"a":"\"_meta\"","_meta":{"progressToken":1024}}""")]
    [InlineData("{}", """{"_meta":{"progressToken":1024}}""")]
    public void Raw_parameters_keep_their_own_members_of_it(string parameters, string expected)
    {
        using var hand = new HandSession();

        _ = hand.Session.Peer.InvokeAsync(Raw, McpJson.Parse(parameters), new McpCallOptions { Progress = new Progress() }).AsTask();

        McpJson.Parse(Assert.Single(hand.Frames)).TryGetProperty("params", out McpJson sent);
        Assert.Equal(expected, sent.ToString());
    }

    [Fact]
    public void Raw_parameters_go_as_they_are_when_the_runtime_has_nothing_to_add()
    {
        using var hand = new HandSession();

        _ = hand.Session.Peer.InvokeAsync(Raw, McpJson.Parse("""{"_meta":{"mine":1},"a":2}""")).AsTask();

        Assert.EndsWith("""{"_meta":{"mine":1},"a":2}}""", Assert.Single(hand.Frames), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Raw_parameters_whose_meta_is_no_object_are_refused()
    {
        using var hand = new HandSession();

        Task<McpJson> call = hand.Session.Peer.InvokeAsync(Raw, McpJson.Parse("""{"_meta":5}"""), new McpCallOptions { Progress = new Progress() }).AsTask();
        hand.Scheduler.RunAll();

        McpPayloadException error = await Assert.ThrowsAsync<McpPayloadException>(() => call);

        Assert.Equal(McpDisposition.NotSent, error.Disposition);
    }

    [Fact]
    public void A_subscriptions_id_joins_the_members_that_a_notification_has()
    {
        var meta = new Dictionary<string, McpJson> { ["mine"] = McpJson.Parse("1"), ["io.modelcontextprotocol/subscriptionId"] = McpJson.Parse("5") };
        const string Expected = """{"jsonrpc":"2.0","method":"note","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":7,"mine":1}}}""";

        Assert.Equal(Expected, Encode(TypedNote, meta));
        Assert.Equal(Expected, Encode(RawNote, McpJson.Parse("""{"_meta":{"mine":1,"io.modelcontextprotocol/subscriptionId":5}}""")));
        Assert.Equal(Expected.Replace(",\"mine\":1", "", StringComparison.Ordinal), Encode(RawNote, McpJson.EmptyObject));
    }

    private static string Encode<T>(McpNotificationMethod<T> method, T parameters)
    {
        Payload frame = NotificationEncoder.Encode(BufferPool.Shared, method, parameters, new PeerRequestId(7, null));
        string text = System.Text.Encoding.UTF8.GetString(frame.Span);
        frame.Return();
        return text;
    }

    private sealed class Progress : IProgress<McpProgress>
    {
        public void Report(McpProgress value)
        {
        }
    }
}
