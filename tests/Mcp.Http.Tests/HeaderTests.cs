using System.Text;
using Mcp.Http.Tests.Kit;
using Mcp.Transports;
using Mcp.Transports.Http;

namespace Mcp.Http.Tests;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("echo", "echo")]
    [InlineData("two words", "two words")]
    [InlineData(" lead", "=?base64?IGxlYWQ=?=")]
    [InlineData("trail ", "=?base64?dHJhaWwg?=")]
    [InlineData("a\tb", "=?base64?YQli?=")]
    [InlineData("a\r\nX-Evil: 1", "=?base64?YQ0KWC1FdmlsOiAx?=")]
    [InlineData("é", "=?base64?w6k=?=")]
    [InlineData("\u007f", "=?base64?fw==?=")]
    [InlineData("=?base64?YQ==?=", "=?base64?PT9iYXNlNjQ/WVE9PT89?=")]
    [InlineData("=?BASE64?x?=", "=?base64?PT9CQVNFNjQ/eD89?=")]
    [InlineData("=?base64?=", "=?base64?PT9iYXNlNjQ/PQ==?=")]
    [InlineData("=?base64?open", "=?base64?open")]
    public void A_value_is_plain_or_marked_and_reads_back(string value, string expected)
    {
        Assert.Equal(expected, HeaderValue.Encode(value));
        Assert.True(HeaderValue.TryDecode(expected, out string? back));
        Assert.Equal(value, back);
    }

    [Fact]
    public void What_is_marked_but_no_base64_cannot_be_read() => Assert.False(HeaderValue.TryDecode("=?base64?%%?=", out _));

    [Theory]
    [InlineData("\"x\"", "x")]
    [InlineData("\"\"", "")]
    [InlineData("\"\\u00e9\"", "=?base64?w6k=?=")]
    [InlineData("42", "42")]
    [InlineData("-0", "0")]
    [InlineData("5.0", "5")]
    [InlineData("1e3", "1000")]
    [InlineData("9007199254740991", "9007199254740991")]
    [InlineData("1.5", "1.5")]
    [InlineData("1e300", "1e300")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    [InlineData("[1]", null)]
    public void An_argument_becomes_a_header_by_its_kind(string json, string? expected)
    {
        var projection = new HeaderProjection([("Where", ["place", "city"])]);
        List<KeyValuePair<string, string>> headers = Mirror("""{"name":"t","arguments":{"other":1,"place":{"city":?}}}""".Replace("?", json, StringComparison.Ordinal), projection);
        Assert.Equal(expected is null ? [] : [new("Mcp-Param-Where", expected)], headers.Skip(2));
    }

    [Fact]
    public void Method_and_name_are_mirrored_wherever_they_stand() =>
        Assert.Equal([new("Mcp-Method", "tools/call"), new("Mcp-Name", "t")], Mirror("""{"arguments":{"name":"no"},"name":"t"}"""));

    [Fact]
    public void An_absent_argument_or_path_gives_no_header() =>
        Assert.Equal(2, Mirror("""{"name":"t","arguments":{"place":5}}""", new HeaderProjection([("A", ["gone"]), ("B", ["place", "city"])])).Count);

    [Fact]
    public void A_header_name_that_is_no_token_is_left_out() =>
        Assert.Equal(2, Mirror("""{"name":"t","arguments":{"a":"x"}}""", new HeaderProjection([("A: 1\r\nB", ["a"]), ("", ["a"])])).Count);

    [Fact]
    public void A_request_without_parameters_mirrors_its_method_alone()
    {
        byte[] frame = Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","method":"tools/list","id":1}""");
        Assert.Equal([new("Mcp-Method", "tools/list")], HeaderMirror.Of(frame, Frames.Method("tools/list", "name"), null));
    }

    [Fact]
    public void An_answer_mirrors_nothing() => Assert.Empty(HeaderMirror.Of(Encoding.UTF8.GetBytes(Frames.Result(1)), null, null));

    [Theory]
    [InlineData("2024-11-05", null)]
    [InlineData("2025-03-26", null)]
    [InlineData("2025-06-18", "2025-06-18")]
    [InlineData("2026-07-28", "2026-07-28")]
    public void The_revision_header_exists_from_2025_06_18_on(string date, string? expected) =>
        Assert.Equal(expected, HttpEndpoint.RevisionText(McpRevision.Create(date, McpEra.Stateful)));

    [Theory]
    [InlineData("Mcp-Session-Id", "x")]
    [InlineData("accept", "x")]
    [InlineData("Content-Type", "x")]
    [InlineData("bad name", "x")]
    [InlineData("X-A", "a\r\nb")]
    public void Options_refuse_headers_that_are_not_theirs(string name, string value)
    {
        var options = new McpHttpOptions { Endpoint = new Uri("http://localhost/"), Headers = { [name] = value } };
        Assert.Throws<ArgumentException>(() => McpTransport.Http(options));
    }

    [Theory]
    [InlineData("/relative")]
    [InlineData("ftp://localhost/")]
    public void Options_refuse_an_endpoint_that_is_no_http_url(string address) =>
        Assert.Throws<ArgumentException>(() => McpTransport.Http(new Uri(address, UriKind.RelativeOrAbsolute)));

    [Fact]
    public void A_description_holds_no_secrets() =>
        Assert.Equal("http://localhost:8080/mcp", McpTransport.Http(new Uri("http://user:pw@localhost:8080/mcp?key=1")).Description);

    [Theory]
    [InlineData(0, null, 1000)]
    [InlineData(2, null, 4000)]
    [InlineData(9, null, 30_000)]
    [InlineData(0, 0, 50)]
    [InlineData(1, 200, 400)]
    [InlineData(3, 60_000, 60_000)]
    [InlineData(0, int.MaxValue, 300_000)]
    public void A_reconnect_waits_as_asked_and_longer_each_time(int fruitless, int? retry, int expected) =>
        Assert.Equal(TimeSpan.FromMilliseconds(expected), StreamReopening.DelayBefore(fruitless, retry));

    private static List<KeyValuePair<string, string>> Mirror(string parameters, HeaderProjection? projection = null) =>
        HeaderMirror.Of(Encoding.UTF8.GetBytes(Frames.Request(1, "tools/call", parameters)), Frames.Method("tools/call", "name"), projection);
}
