using FsCheck;
using FsCheck.Fluent;
using Mcp.Transports.Parsing;
using Microsoft.FSharp.Core;

namespace Mcp.Transports.Tests.Parsing;

public sealed class ParseTests
{
    [Theory]
    [InlineData("https://example.org/mcp", "HttpTransport", "https://example.org/mcp")]
    [InlineData("HTTP://localhost:3001/mcp?key=secret", "HttpTransport", "http://localhost:3001/mcp")]
    [InlineData("wss://me:secret@example.org/mcp", "WebSocketTransport", "wss://example.org/mcp")]
    [InlineData("ws://localhost:8000", "WebSocketTransport", "ws://localhost:8000/")]
    [InlineData(" tcp://localhost:5000 ", "TcpTransport", "tcp://localhost:5000")]
    [InlineData("tcp://127.0.0.1:5000/", "TcpTransport", "tcp://127.0.0.1:5000")]
    [InlineData("tcp://[::1]:5000", "TcpTransport", "tcp://[::1]:5000")]
    [InlineData("tls://example.org:5000", "TcpTransport", "tls://example.org:5000")]
    [InlineData("unix:/run/mcp.sock", "UnixSocketTransport", "unix:/run/mcp.sock")]
    [InlineData("unix:///run/my mcp.sock", "UnixSocketTransport", "unix:/run/my mcp.sock")]
    [InlineData("unix:relative.sock", "UnixSocketTransport", "unix:relative.sock")]
    [InlineData("pipe:weather", "NamedPipeTransport", "pipe:weather")]
    [InlineData("npx -y some-server --key secret", "StdioTransport", "npx")]
    [InlineData("\"/opt/my tools/server\" --verbose", "StdioTransport", "/opt/my tools/server")]
    [InlineData(@"C:\tools\server.exe C:\data", "StdioTransport", @"C:\tools\server.exe")]
    [InlineData("'tcp://is-my-name' x", "StdioTransport", "tcp://is-my-name")]
    [InlineData("server https://upstream.example", "StdioTransport", "server")]
    public void One_string_is_one_transport(string text, string kind, string description)
    {
        McpTransport transport = McpTransport.Parse(text);

        Assert.Equal(kind, transport.GetType().Name);
        Assert.Equal(description, transport.Description);
    }

    [Theory]
    [InlineData("tcp://localhost:5000")]
    [InlineData("tcp://[::1]:5000")]
    [InlineData("tls://example.org:5000")]
    [InlineData("unix:/run/my mcp.sock")]
    [InlineData("pipe:weather")]
    [InlineData("wss://example.org/mcp")]
    [InlineData("https://example.org/mcp")]
    public void What_an_address_says_of_itself_is_that_address(string text) =>
        Assert.Equal(text, McpTransport.Parse(McpTransport.Parse(text).Description).Description);

    [Theory]
    [InlineData("", "The text is empty.")]
    [InlineData("  \n", "The text is empty.")]
    [InlineData("ftp://example.org", "'ftp' is no scheme known here")]
    [InlineData("stdio://npx", "'stdio' is no scheme known here")]
    [InlineData("https://", "what follows '://' is no host. Write https://host/path.")]
    [InlineData("wss:///mcp", "what follows '://' is no host. Write wss://host/path.")]
    [InlineData("tcp://localhost", "with the host 'localhost', but without a port")]
    [InlineData("tls://localhost:0", "TCP address with TLS with the host 'localhost', but without a port")]
    [InlineData("tcp://localhost:99999", "what follows '://' is no host. Write tcp://host:port.")]
    [InlineData("tcp://localhost:5000/mcp", "a user, a path or a query, which TCP has not. Write tcp://localhost:5000.")]
    [InlineData("tcp://me:secret@localhost:5000", "a user, a path or a query, which TCP has not. Write tcp://localhost:5000.")]
    [InlineData("unix:", "without a path")]
    [InlineData("unix://host/run/mcp.sock", "with a host, which it has not")]
    [InlineData("pipe:", "its name is empty or holds a slash")]
    [InlineData(@"pipe:\\.\pipe\x", "its name is empty or holds a slash")]
    [InlineData("npx \"-y", "The quote \" at character 5 of the command is not closed. Between double quotes")]
    [InlineData("npx 'it", "The quote ' at character 5 of the command is not closed.")]
    [InlineData("\"\" x", "the command's name is empty")]
    [InlineData("API_KEY=secret npx server", "it starts with 'API_KEY=', which is no command: variables are not set here. Use McpStdioOptions.EnvironmentVariables.")]
    public void What_is_none_says_what_was_understood_and_no_secret(string text, string expected)
    {
        FormatException error = Assert.Throws<FormatException>(() => McpTransport.Parse(text));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_is_too_long_is_said() =>
        Assert.Contains("its path is not allowed", Assert.Throws<FormatException>(() => McpTransport.Parse("unix:/" + new string('x', 300))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a b", "a|b")]
    [InlineData("  a\t\tb \r\n c ", "a|b|c")]
    [InlineData("a \"b c\" d", "a|b c|d")]
    [InlineData("a 'b c' d", "a|b c|d")]
    [InlineData("a --x=\"b c\"d", "a|--x=b cd")]
    [InlineData("a \"\" ''", "a||")]
    [InlineData("""a "say \"hi\"" 'say "hi"'""", "a|say \"hi\"|say \"hi\"")]
    [InlineData("""a 'it''s' "it's" """, "a|its|it's")]
    [InlineData("""a C:\dir\ "C:\my dir\x" "C:\my dir\\" 'C:\my dir\'""", """a|C:\dir\|C:\my dir\x|C:\my dir\|C:\my dir\""")]
    [InlineData("""a \ \\ \x""", """a|\|\\|\x""")]
    [InlineData("a $HOME %PATH% ~ *.txt | b > c && d # e", "a|$HOME|%PATH%|~|*.txt|&pipe;|b|>|c|&&|d|#|e")]
    public void Quotes_keep_together_and_nothing_is_expanded(string text, string expected) =>
        Assert.Equal(expected.Split('|').Select(static word => word.Replace("&pipe;", "|", StringComparison.Ordinal)), CommandLine.Split(text));

    [Fact]
    public void What_was_joined_is_split_into_the_same() => Check.One(
        Replayed, Prop.ForAll(Words, static words => CommandLine.Split(CommandLine.Join(words)).SequenceEqual(words)));

    [Fact]
    public void A_text_is_split_or_refused_for_its_quotes() => Check.One(Replayed, Prop.ForAll(Words, static words =>
    {
        string text = string.Join(' ', words);
        try
        {
            return CommandLine.Split(CommandLine.Join(CommandLine.Split(text))).SequenceEqual(CommandLine.Split(text));
        }
        catch (FormatException)
        {
            return text.AsSpan().ContainsAny('"', '\'');
        }
    }));

    private static Config Replayed => Config.QuickThrowOnFailure.WithMaxTest(2000).WithQuietOnSuccess(true)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20261121, 1), FSharpOption<int>.None)));

    /// <summary>Words with many of the characters that mean something.</summary>
    private static Arbitrary<string[]> Words { get; } = Arb.From(
        Gen.Elements(' ', '\t', '\n', '"', '\'', '\\', '\\', '"', 'a', 'é', '=', '$').ArrayOf().Select(static characters => new string(characters)).ArrayOf());
}
