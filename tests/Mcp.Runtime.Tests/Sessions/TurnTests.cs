using Mcp.Runtime.Tests.Kit;

namespace Mcp.Runtime.Tests.Sessions;

/// <summary>Calls leave in the order in which they were made.</summary>
public sealed class TurnTests
{
    [Fact]
    public void A_new_call_does_not_overtake_one_that_waits_for_a_slot()
    {
        using var hand = new HandSession(maxInFlight: 2);
        for (int i = 0; i < 5; i++)
            _ = hand.Call($"{i}");

        // The slot is free, and whoever waits is yet to be told.
        hand.Input.Feed("""{"jsonrpc":"2.0","id":2,"result":{}}""");
        _ = hand.Call("5");
        hand.Scheduler.RunAll();
        for (int answered = 1; answered < 6; answered++)
            hand.Answer(IdOf(hand.Frames[answered]));

        Assert.Equal(["0", "1", "2", "3", "4", "5"], hand.Frames.Select(TextOf));
    }

    [Fact]
    public void A_call_that_was_given_up_while_it_waited_leaves_its_turn_to_the_next()
    {
        using var hand = new HandSession(maxInFlight: 1);
        using var cancel = new CancellationTokenSource();
        _ = hand.Call("0");
        _ = hand.Call("1", cancellationToken: cancel.Token);
        _ = hand.Call("2");
        cancel.Cancel();

        hand.Answer(1);

        Assert.Equal(["0", "2"], hand.Frames.Select(TextOf));
    }

    [Fact]
    public void A_new_call_does_not_overtake_one_that_waits_for_room()
    {
        using var hand = new HandSession(outboundBytes: 1024);
        string large = new('a', 1024);
        hand.Output.IsOpen = false;
        for (int i = 0; i < 3; i++)
            _ = hand.Call(i + large);

        // There is room, and whoever waits is yet to be told.
        hand.Output.IsOpen = true;
        hand.Output.Pass();
        _ = hand.Call("3" + large);
        hand.Scheduler.RunAll();

        Assert.Equal(["0", "1", "2", "3"], hand.Frames.Select(frame => TextOf(frame)[..1]));
    }

    private static int IdOf(string frame)
    {
        McpJson.Parse(frame).TryGetProperty("id", out McpJson id);
        return int.Parse(id.ToString(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string TextOf(string frame)
    {
        McpJson.Parse(frame).TryGetProperty("params", out McpJson parameters);
        parameters.TryGetProperty("text", out McpJson text);
        return text.GetString();
    }
}
