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
            writer.MetaSource = subscription is { } id ? new SubscriptionMeta(id) : null;
            method.WriteParams?.Invoke(writer, parameters);
            if (writer.MetaSource is not null)
            {
                MetaMember.OpenWith(writer, start);
                writer.EndObject();
            }
            else if (writer.Length == start)
            {
                writer.Truncate(before);
            }

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

    /// <summary>Says which subscription the notification belongs to.</summary>
    private sealed class SubscriptionMeta(PeerRequestId id) : IMetaSource
    {
        public void WriteMeta(McpJsonWriter writer)
        {
            writer.Name(MetaNames.SubscriptionId);
            id.Write(writer);
        }

        public bool Owns(string name) => name == MetaNames.SubscriptionId;
    }
}
