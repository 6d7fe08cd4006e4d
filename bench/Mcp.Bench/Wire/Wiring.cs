namespace Mcp.Bench.Wire;

/// <summary>Both directions between a client and its responder.</summary>
internal sealed class Wiring
{
    private readonly Task _answering;

    public Wiring(McpRevision revision) => _answering = AnswerAsync(new Responder(ToServer, ToClient, revision));

    public MemoryPipe ToServer { get; } = new();

    public MemoryPipe ToClient { get; } = new();

    public async ValueTask EndAsync()
    {
        ToServer.End();
        ToClient.End();
        await _answering;
    }

    private static async Task AnswerAsync(Responder responder)
    {
        try
        {
            await responder.RunAsync();
        }
        catch (Exception error) when (error is not ObjectDisposedException)
        {
            // Without its far side a column would wait for its time limit and tell nothing.
            Environment.FailFast("The bench's responder failed.", error);
        }
    }
}
