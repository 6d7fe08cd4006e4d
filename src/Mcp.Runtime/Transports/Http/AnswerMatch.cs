using System.Globalization;
using System.Text;
using System.Text.Json;
using Mcp.Buffers;
using Mcp.Wire;

namespace Mcp.Transports.Http;

/// <summary>What a frame is to the exchange it came on.</summary>
internal enum AnswerMatch
{
    /// <summary>Nothing that could be a message.</summary>
    NoMessage,

    /// <summary>The answer to the exchange's request, or a batch that holds it.</summary>
    Answer,

    /// <summary>An error that names no request of ours. On this exchange it can only mean the exchange's own.</summary>
    OwnError,

    /// <summary>Another message: a notification, a request of the peer, an answer to something else.</summary>
    Other,
}

/// <summary>Decides what a frame is to an exchange. Pure.</summary>
internal static class AnswerMatcher
{
    /// <param name="frame">What came.</param>
    /// <param name="requestId">The exchange's request.</param>
    /// <param name="batches">Whether an array is a message in the revision at hand.</param>
    public static AnswerMatch Match(ReadOnlySpan<byte> frame, int requestId, bool batches)
    {
        Envelope envelope = EnvelopeScanner.Scan(frame);
        return envelope switch
        {
            { Fault: FrameFault.Array } when batches => MatchBatch(frame, requestId),
            { Kind: FrameKind.Invalid } => AnswerMatch.NoMessage,
            { Kind: FrameKind.Result or FrameKind.Error } when envelope.NumericId == requestId && envelope.Id is IdKind.Number or IdKind.Text => AnswerMatch.Answer,
            // Id absent, null, or a word such as "server-error", which a widely used server puts there: ours are numbers.
            { Kind: FrameKind.Error, NumericId: 0 } => AnswerMatch.OwnError,
            _ => AnswerMatch.Other,
        };
    }

    /// <summary>The JSON-RPC error code of an error frame.</summary>
    public static int? ErrorCode(ReadOnlySpan<byte> frame)
    {
        Envelope envelope = EnvelopeScanner.Scan(frame);
        if (envelope.Kind != FrameKind.Error)
            return null;
        McpJsonReader code = new McpJsonReader(envelope.Error).Find("code"u8);
        return code.TokenType == JsonTokenType.Number
            && int.TryParse(Encoding.ASCII.GetString(code.ReadRaw()), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    /// <summary>The error again, under the id it should have had: whoever receives frames knows requests by id alone.</summary>
    public static Payload WithId(ReadOnlySpan<byte> frame, int requestId, BufferPool pool)
    {
        ReadOnlySpan<byte> head = "{\"jsonrpc\":\"2.0\",\"id\":"u8;
        ReadOnlySpan<byte> middle = ",\"error\":"u8;
        ReadOnlySpan<byte> error = EnvelopeScanner.Scan(frame).Error;
        byte[] buffer = pool.Rent(head.Length + 11 + middle.Length + error.Length + 1);
        head.CopyTo(buffer);
        requestId.TryFormat(buffer.AsSpan(head.Length), out int digits, default, CultureInfo.InvariantCulture);
        int length = head.Length + digits;
        middle.CopyTo(buffer.AsSpan(length));
        length += middle.Length;
        error.CopyTo(buffer.AsSpan(length));
        length += error.Length;
        buffer[length++] = (byte)'}';
        return new Payload(pool, buffer, length);
    }

    private static AnswerMatch MatchBatch(ReadOnlySpan<byte> frame, int requestId)
    {
        try
        {
            AnswerMatch match = AnswerMatch.Other;
            var reader = new Utf8JsonReader(frame);
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                ReadOnlySpan<byte> item = frame[start..(int)reader.BytesConsumed];
                if (reader.TokenType == JsonTokenType.EndObject && Match(item, requestId, batches: false) == AnswerMatch.Answer)
                    match = AnswerMatch.Answer;
            }

            return match;
        }
        catch (JsonException)
        {
            return AnswerMatch.NoMessage;
        }
    }
}
