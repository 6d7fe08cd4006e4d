using Mcp.Behaviour.Tests.Faults.Kit;

namespace Mcp.Behaviour.Tests.Faults;

/// <summary>How our own server, in a process of its own, ends, and what it writes where.</summary>
public sealed class ServerEndTests
{
    private const string Wait = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"wait","_meta":{"progressToken":1}}}""";

    [Fact]
    public async Task What_was_asked_before_the_input_ended_is_answered()
    {
        await using var server = new RawClient();
        await server.InitializeAsync();
        for (int i = 0; i < 500; i++)
            await server.SendLineAsync($$"""{"jsonrpc":"2.0","id":{{i}},"method":"tools/call","params":{"name":"echo","arguments":{"message":"m"} } }""");

        server.CloseInput();

        string[] answers = (await server.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(500, answers.Count(answer => answer.Contains("\"result\"", StringComparison.Ordinal)));
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task A_request_that_does_not_end_is_cut_off_and_the_exit_code_says_so()
    {
        await using var server = new RawClient();
        await server.InitializeAsync();
        await server.SendLineAsync(Wait);
        Assert.Equal("notifications/progress", (await server.ReadAsync()).Method);

        server.CloseInput();

        Assert.Equal("", await server.ReadToEndAsync());
        Assert.Equal(1, server.ExitCode);
    }

    [Fact]
    public async Task A_question_that_nobody_can_answer_any_more_does_not_keep_the_server()
    {
        await using var server = new RawClient();
        await server.InitializeAsync();
        await server.SendLineAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"ask"}}""");
        Assert.Equal("sampling/createMessage", (await server.ReadAsync()).Method);

        server.CloseInput();

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"The handler of 'tools/call' failed."}}""", (await server.ReadToEndAsync()).TrimEnd());
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task A_subscription_ends_with_the_input_and_is_no_work_cut_off()
    {
        const string Meta = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";
        await using var server = new RawClient();
        await server.SendLineAsync($$"""{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{"notifications":{},{{Meta}} } }""");
        Assert.Equal("notifications/subscriptions/acknowledged", (await server.ReadAsync()).Method);

        server.CloseInput();

        Assert.Equal("", await server.ReadToEndAsync());
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task A_server_that_is_told_to_terminate_answers_what_it_took_and_exits()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var server = new RawClient();
        await server.InitializeAsync();
        await server.TheNextCallWorksAsync();

        server.Terminate();

        Assert.Equal("", await server.ReadToEndAsync());
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task A_server_that_is_told_to_terminate_does_not_wait_for_ever()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var server = new RawClient();
        await server.InitializeAsync();
        await server.SendLineAsync(Wait);
        Assert.Equal("notifications/progress", (await server.ReadAsync()).Method);

        server.Terminate();

        Assert.Equal("", await server.ReadToEndAsync());
        Assert.Equal(1, server.ExitCode);
    }

    [Fact]
    public async Task What_a_handler_prints_goes_to_standard_error_and_the_console_is_given_back_at_the_end()
    {
        await using var server = new RawClient("--farewell", "served");
        await server.InitializeAsync();
        await server.SendLineAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"shout"}}""");

        Assert.Contains("shouted", (await server.ReadAsync()).At("result", "content"), StringComparison.Ordinal);

        server.CloseInput();
        Assert.Equal("served", (await server.ReadToEndAsync()).TrimEnd());
    }

    [Theory]
    [InlineData("nothing", "{}", """{"code":-32601,"message":"Method 'nothing' is not offered."}""")]
    [InlineData("tools/call", """{"name":"nothing"}""", """{"code":-32602,"message":"There is no tool 'nothing'."}""")]
    [InlineData("tools/call", """{"name":"crash"}""", """{"code":-32603,"message":"The handler of 'tools/call' failed."}""")]
    [InlineData("resources/read", """{"uri":"none://x"}""", """{"code":-32002,"message":"There is no such resource.","data":{"uri":"none://x"}}""")]
    public async Task Each_failure_has_its_own_code(string method, string parameters, string error)
    {
        await using var server = new RawClient();
        await server.InitializeAsync();

        await server.SendLineAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}} }""");

        Assert.Equal($$"""{"jsonrpc":"2.0","id":1,"error":{{error}}}""", await server.ReadLineAsync());
        await server.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task A_missing_resource_is_a_wrong_parameter_in_the_stateless_era()
    {
        await using var server = new RawClient();

        await server.SendLineAsync("""{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"none://x","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""");

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"There is no such resource.","data":{"uri":"none://x"}}}""", await server.ReadLineAsync());
    }
}
