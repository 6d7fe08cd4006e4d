namespace Mcp.Sessions;

/// <summary>Tells the peer that we no longer wait for the answer to one of our requests (MCP "Cancellation").</summary>
internal readonly record struct CancelledNotification(int RequestId, LegOutcome Why)
{
    public static McpNotificationMethod<CancelledNotification> Method { get; } = new(MethodNames.Cancelled, static (writer, note) =>
    {
        writer.StartObject();
        writer.Name("\"requestId\":"u8);
        writer.WriteNumber(note.RequestId);
        writer.Name("\"reason\":"u8);
        writer.WriteString(note.Why == LegOutcome.TimedOut ? "The caller's time ran out." : "The caller gave up.");
        writer.EndObject();
    });
}
