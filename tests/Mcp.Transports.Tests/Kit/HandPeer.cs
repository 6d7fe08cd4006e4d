using System.Text.Json;

namespace Mcp.Transports.Tests.Kit;

/// <summary>A server by hand over anything that carries frames: as much of the protocol as a client needs to get going.</summary>
internal abstract class HandPeer
{
    /// <summary>The next frame, or <see langword="null"/> at the end.</summary>
    public abstract Task<string?> ReadAsync();

    public abstract Task SendAsync(string frame);

    /// <summary>Serves until the client leaves.</summary>
    public async Task ServeAsync()
    {
        while (await ReadAsync() is { } frame)
            await AnswerAsync(frame);
    }

    /// <summary>Serves until a request of this method has come, and leaves it unanswered.</summary>
    /// <returns>The request's id.</returns>
    public async Task<int> ServeUntilAsync(string method)
    {
        while (await ReadAsync() is { } frame)
        {
            using JsonDocument message = JsonDocument.Parse(frame);
            if (message.RootElement.GetProperty("method").GetString() == method)
                return message.RootElement.TryGetProperty("id", out JsonElement id) ? id.GetInt32() : 0;
            await AnswerAsync(frame);
        }

        throw new EndOfStreamException($"The client left before '{method}'.");
    }

    public static string Result(int id, string text) => $$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{"content":[{"type":"text","text":"{{{text}}}"}]}}""";

    private async Task AnswerAsync(string frame)
    {
        using JsonDocument message = JsonDocument.Parse(frame);
        if (!message.RootElement.TryGetProperty("id", out JsonElement given))
            return;
        int id = given.GetInt32();
        await SendAsync(message.RootElement.GetProperty("method").GetString() switch
        {
            "initialize" => $$$$"""{"jsonrpc":"2.0","id":{{{{id}}}},"result":{"protocolVersion":"2025-03-26","capabilities":{"tools":{}},"serverInfo":{"name":"hand","version":"1"}}}""",
            "tools/list" => $$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{"tools":[]}}""",
            _ => Result(id, "hi"),
        });
    }
}
