using System.Text;
using Mcp.Wire;

namespace Mcp.Runtime.Tests.Wire;

public class EnvelopeScannerTests
{
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping"}""", FrameKind.Request)]
    [InlineData("""{"jsonrpc":"2.0","id":"a","method":"ping","params":{}}""", FrameKind.Request)]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/x"}""", FrameKind.Notification)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}}""", FrameKind.Result)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":null}""", FrameKind.Result)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":""}}""", FrameKind.Error)]
    [InlineData("""{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":""}}""", FrameKind.Error)]
    public void The_kind_follows_from_the_members(string frame, object kind)
    {
        Envelope envelope = Scan(frame);

        Assert.Equal((FrameKind)kind, envelope.Kind);
        Assert.Equal(FrameFault.None, envelope.Fault);
    }

    [Theory]
    [InlineData("""{"params":{"a":[1]},"method":"m","id":5,"jsonrpc":"2.0"}""")]
    [InlineData("""{"id":5,"jsonrpc":"2.0","params":{"a":[1]},"method":"m"}""")]
    [InlineData(""" { "x" : {"id":6,"method":"no"} , "method" : "m" , "y":[[]], "params" : {"a":[1]} , "id" : 5 , "jsonrpc" : "2.0" } """)]
    [InlineData("""{"jsonrpc":"2.0","\u0069d":5,"m\u0065thod":"\u006d","params":{"a":[1]}}""")]
    public void Order_spaces_escapes_and_unknown_members_do_not_matter(string frame)
    {
        Envelope envelope = Scan(frame);

        Assert.Equal(FrameKind.Request, envelope.Kind);
        Assert.Equal(5, envelope.NumericId);
        Assert.Equal("5", Encoding.UTF8.GetString(envelope.IdText));
        Assert.Equal("m", Encoding.UTF8.GetString(envelope.Method));
        Assert.Equal("""{"a":[1]}""", Encoding.UTF8.GetString(envelope.Params));
    }

    [Theory]
    [InlineData("1.5", IdKind.Unusable, 0)]
    [InlineData("{}", IdKind.Unusable, 0)]
    [InlineData("[7]", IdKind.Unusable, 0)]
    [InlineData("true", IdKind.Unusable, 0)]
    [InlineData("null", IdKind.Null, 0)]
    [InlineData("7", IdKind.Number, 7)]
    [InlineData("-7", IdKind.Number, -7)]
    [InlineData("1099511627776", IdKind.Number, 1099511627776)]
    [InlineData("99999999999999999999", IdKind.Unusable, 0)]
    [InlineData("\"7\"", IdKind.Text, 7)]
    [InlineData("\"7a\"", IdKind.Text, 0)]
    [InlineData("\"\"", IdKind.Text, 0)]
    public void An_id_is_kept_as_it_stands_with_what_it_may_mean(string id, object kind, long number)
    {
        Envelope envelope = Scan("""{"jsonrpc":"2.0","id":$,"result":{}}""".Replace("$", id, StringComparison.Ordinal));

        Assert.Equal(FrameKind.Result, envelope.Kind);
        Assert.Equal((IdKind)kind, envelope.Id);
        Assert.Equal(number, envelope.NumericId);
        Assert.Equal(id, Encoding.UTF8.GetString(envelope.IdText));
    }

    [Theory]
    [InlineData("", FrameFault.NotJson)]
    [InlineData("Listening on stdin...", FrameFault.NotJson)]
    [InlineData("<html></html>", FrameFault.NotJson)]
    [InlineData("\"text\"", FrameFault.NotJson)]
    [InlineData("{", FrameFault.NotJson)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}""", FrameFault.NotJson)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}}{}""", FrameFault.NotJson)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{},}""", FrameFault.NotJson)]
    [InlineData("[]", FrameFault.Array)]
    [InlineData("""[{"jsonrpc":"2.0","method":"a"}]""", FrameFault.Array)]
    [InlineData("{}", FrameFault.NotAMessage)]
    [InlineData("""{"id":1,"result":{}}""", FrameFault.NotAMessage)]
    [InlineData("""{"jsonrpc":"1.0","id":1,"result":{}}""", FrameFault.NotAMessage)]
    [InlineData("""{"jsonrpc":2.0,"id":1,"result":{}}""", FrameFault.NotAMessage)]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", FrameFault.NotAMessage)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{},"error":{}}""", FrameFault.NotAMessage)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"m","result":{}}""", FrameFault.NotAMessage)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":7}""", FrameFault.NotAMessage)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":""}""", FrameFault.NotAMessage)]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"m"}""", FrameFault.NotAMessage)]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"m"}""", FrameFault.NotAMessage)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"\ud800"}""", FrameFault.NotAMessage)]
    public void What_is_no_message_says_why(string frame, object fault)
    {
        Envelope envelope = Scan(frame);

        Assert.Equal(FrameKind.Invalid, envelope.Kind);
        Assert.Equal((FrameFault)fault, envelope.Fault);
    }

    [Fact]
    public void Nesting_of_ten_thousand_levels_is_refused_without_a_deep_stack()
    {
        string deep = new string('[', 10_000) + new string(']', 10_000);

        Assert.Equal(FrameFault.NotJson, Scan("""{"jsonrpc":"2.0","method":"m","params":{"v":$}}""".Replace("$", deep, StringComparison.Ordinal)).Fault);
    }

    [Fact]
    public void Broken_text_inside_a_result_is_the_readers_business()
    {
        byte[] frame = [.. """{"jsonrpc":"2.0","id":1,"result":{"t":"a"""u8, 0xC3, 0x28, 0xFF, .. "\\ud800\"}}"u8];

        Envelope envelope = EnvelopeScanner.Scan(frame);

        Assert.Equal(FrameKind.Result, envelope.Kind);
        Assert.Equal(1, envelope.NumericId);
        Assert.True(envelope.Result.EndsWith("\"}"u8));
    }

    private static Envelope Scan(string frame) => EnvelopeScanner.Scan(Encoding.UTF8.GetBytes(frame));
}
