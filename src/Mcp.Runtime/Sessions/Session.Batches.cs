using System.Text.Json;
using Mcp.Wire;

namespace Mcp.Sessions;

/// <summary>Messages that come together as one array (2025-03-26 alone). Each is treated as if it had come by itself, but for its answer.</summary>
internal sealed partial class Session
{
    /// <summary>Before a revision is agreed on an array is read where it may be one of a revision that has them.</summary>
    private bool MayBeBatch => Era.Revision?.Batches ?? Settings.Revisions.Any(revision => revision.Batches);

    private void OnBatch(ReadOnlySpan<byte> frame)
    {
        var reader = new McpJsonReader(frame);
        try
        {
            // All of it is looked at first: half a batch is not served.
            McpJsonReader whole = reader;
            whole.Skip();
            reader.StartArray("batch");
        }
        catch (JsonException error)
        {
            Refuse(new Envelope { Fault = FrameFault.NotJson });
            _dropped.OnRejected($"a batch that is no JSON: {error.Message}");
            return;
        }

        if (!reader.NextItem())
        {
            Refuse(new Envelope { Fault = FrameFault.Array });
            _dropped.OnRejected("an empty batch");
            return;
        }

        var answer = new BatchAnswer(Services.Buffers, Services.Limits.MaxFrameBytes, (array, first) => SendFrame(array, first));
        do
        {
            ReadOnlySpan<byte> item = reader.ReadRaw();
            Envelope envelope = EnvelopeScanner.Scan(item);
            envelope.Batch = answer;
            // Unlike a line, an item that is a number or a string is JSON: it is only no message.
            if (envelope.Fault == FrameFault.NotJson)
                envelope.Fault = FrameFault.NotAMessage;
            Take(envelope, item);
        }
        while (reader.NextItem());
        answer.Settle();
    }
}
