using Mcp.Runtime.Tests.Kit;
using Mcp.Sessions;

namespace Mcp.Runtime.Tests.Sessions;

/// <summary>A call that its caller gives up, at every point of its way out (fault row 18).</summary>
public sealed class CancelTests
{
    private const string Note = """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1025,"reason":"The caller gave up."}}""";

    private readonly CancellationTokenSource _cancel = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancel_while_the_frame_waits_to_be_written_sends_nothing(bool stateless)
    {
        using var hand = new HandSession(stateless: stateless);
        hand.Output.IsOpen = false;
        _ = hand.Call("first");
        Task<McpJson> given = hand.Call("given", cancellationToken: _cancel.Token);
        _ = hand.Call("third");

        await GiveUpAsync(hand, given);
        hand.Pass();

        Assert.Equal(["first", "third"], hand.Frames.Select(TextOf));
        Assert.Equal(2, hand.Slots.InFlight);
    }

    [Fact]
    public async Task A_cancel_while_the_call_waits_for_its_turn_sends_nothing()
    {
        using var hand = new HandSession(maxInFlight: 1);
        _ = hand.Call("first");
        Task<McpJson> given = hand.Call("given", cancellationToken: _cancel.Token);

        await GiveUpAsync(hand, given);
        hand.Answer(1);

        Assert.Equal(["first"], hand.Frames.Select(TextOf));
        Assert.Equal(0, hand.Slots.InFlight);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancel_while_the_frame_is_written_leaves_it_whole_and_follows_it(bool stateless)
    {
        using var hand = new HandSession(stateless: stateless);
        _ = hand.Call("first");
        hand.Output.IsOpen = false;
        Task<McpJson> given = hand.Call("given", cancellationToken: _cancel.Token);

        await GiveUpAsync(hand, given);
        Assert.Equal(2, hand.Frames.Length);
        hand.Pass();

        Assert.Equal(["first", "given"], hand.Frames[..2].Select(TextOf));
        Assert.Equal([Note], hand.Frames[2..]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancel_after_the_frame_left_sends_the_note_alone(bool stateless)
    {
        using var hand = new HandSession(stateless: stateless);
        _ = hand.Call("first");
        Task<McpJson> given = hand.Call("given", cancellationToken: _cancel.Token);
        Assert.Equal(2, hand.Frames.Length);

        await GiveUpAsync(hand, given);

        Assert.Equal([Note], hand.Frames[2..]);
        Assert.Equal(1, hand.Slots.InFlight);
    }

    [Fact]
    public async Task A_cancel_after_the_answer_changes_nothing()
    {
        using var hand = new HandSession();
        Task<McpJson> call = hand.Call("first", cancellationToken: _cancel.Token);
        hand.Answer(1024, """{"a":1}""");

        _cancel.Cancel();
        hand.Scheduler.RunAll();

        Assert.Equal(McpJson.Parse("""{"a":1}"""), await call);
        Assert.Single(hand.Frames);
    }

    [Fact]
    public async Task The_handshake_is_never_cancelled_on_the_wire()
    {
        using var hand = new HandSession();
        Task opening = hand.Session.Era is ClientEra era ? era.OpenAsync(hand.Session, _cancel.Token).AsTask() : Task.CompletedTask;

        await GiveUpAsync(hand, opening);

        Assert.StartsWith("{\"jsonrpc\":\"2.0\",\"method\":\"initialize\"", Assert.Single(hand.Frames), StringComparison.Ordinal);
    }

    private async Task GiveUpAsync(HandSession hand, Task call)
    {
        _cancel.Cancel();
        hand.Scheduler.RunAll();
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(_cancel.Token, error.CancellationToken);
    }

    private static string TextOf(string frame)
    {
        McpJson.Parse(frame).TryGetProperty("params", out McpJson parameters);
        parameters.TryGetProperty("text", out McpJson text);
        return text.GetString();
    }
}
