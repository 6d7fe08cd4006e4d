using Mcp.Buffers;
using Mcp.Wire;

namespace Mcp.Sessions;

/// <summary>Writes the frame of a notification.</summary>
internal static class NotificationEncoder
{
    public static Payload Encode<TParams>(BufferPool pool, McpNotificationMethod<TParams> method, TParams parameters, PeerRequestId? subscription)
    {
        McpJsonWriter writer = McpJsonWriter.Rent(pool);
        try
        {
            writer.WriteRaw(method.Prefix);
            int before = writer.Length;
            writer.WriteRaw(",\"params\":"u8);
            int start = writer.Length;
            method.WriteParams?.Invoke(writer, parameters);
            if (subscription is { } id)
                AddSubscription(writer, start, id);
            else if (writer.Length == start)
                writer.Truncate(before);
            writer.WriteRaw("}"u8);
            return writer.Detach();
        }
        catch (Exception error)
        {
            writer.Discard();
            throw new McpPayloadException($"The parameters of '{method.Name}' cannot be written: {error.Message}", error)
            {
                Method = method.Name,
                Disposition = McpDisposition.NotSent,
            };
        }
    }

    private static void AddSubscription(McpJsonWriter writer, int start, PeerRequestId id)
    {
        if (writer.Length == start)
            writer.StartObject();
        else
            writer.Reopen();
        writer.Name("\"_meta\":"u8);
        writer.StartObject();
        writer.Name(MetaNames.SubscriptionId);
        id.Write(writer);
        writer.EndObject();
        writer.EndObject();
    }
}
