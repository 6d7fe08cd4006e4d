using System.Buffers.Text;
using System.Text.Json;

namespace Mcp.Wire;

/// <summary>One forward pass over a frame that finds its parts. Members in any order; unknown ones are passed over.</summary>
internal static class EnvelopeScanner
{
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 64 };

    public static Envelope Scan(ReadOnlySpan<byte> frame)
    {
        Envelope envelope = default;
        ReadOnlySpan<byte> start = frame.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty || start[0] is not ((byte)'{' or (byte)'['))
            return Faulty(FrameFault.NotJson);
        if (start[0] == (byte)'[')
            return Faulty(FrameFault.Array);
        try
        {
            var reader = new Utf8JsonReader(frame, ReaderOptions);
            reader.Read();
            bool version = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                ReadMember(ref reader, frame, ref envelope, ref version);
            reader.Read();
            Classify(ref envelope, version);
        }
        catch (JsonException)
        {
            return Broken(envelope, FrameFault.NotJson);
        }
        catch (InvalidOperationException)
        {
            // A name that is no UTF-8 text.
            return Broken(envelope, FrameFault.NotAMessage);
        }

        return envelope;
    }

    private static Envelope Faulty(FrameFault fault) => new() { Fault = fault };

    /// <summary>What broke off as an answer under an id will not come again: its call need not wait for the deadline.</summary>
    private static Envelope Broken(scoped in Envelope read, FrameFault fault) =>
        read.IsAnswer ? new() { Fault = fault, IsAnswer = true, Id = read.Id, NumericId = read.NumericId } : Faulty(fault);

    private static void ReadMember(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> frame, ref Envelope envelope, ref bool version)
    {
        if (reader.ValueTextEquals("jsonrpc"u8))
        {
            reader.Read();
            version = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("2.0"u8);
            reader.Skip();
        }
        else if (reader.ValueTextEquals("id"u8))
        {
            reader.Read();
            ReadId(ref reader, frame, ref envelope);
        }
        else if (reader.ValueTextEquals("method"u8))
        {
            reader.Read();
            envelope.Method = reader.TokenType == JsonTokenType.String ? TextOf(ref reader) : default;
            reader.Skip();
        }
        else if (reader.ValueTextEquals("params"u8))
        {
            envelope.Params = ValueOf(ref reader, frame);
        }
        else if (reader.ValueTextEquals("result"u8))
        {
            envelope.IsAnswer = true;
            envelope.Result = ValueOf(ref reader, frame);
        }
        else if (reader.ValueTextEquals("error"u8))
        {
            envelope.IsAnswer = true;
            envelope.Error = ValueOf(ref reader, frame);
        }
        else
        {
            reader.Skip();
        }
    }

    private static void ReadId(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> frame, ref Envelope envelope)
    {
        int start = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                envelope.Id = reader.TryGetInt64(out envelope.NumericId) ? IdKind.Number : IdKind.Unusable;
                break;
            case JsonTokenType.String:
                // Some servers echo 7 as "7": the digits are kept, so that the answer still finds its call.
                envelope.Id = IdKind.Text;
                if (!Utf8Parser.TryParse(reader.ValueSpan, out envelope.NumericId, out int used) || used != reader.ValueSpan.Length)
                    envelope.NumericId = 0;
                break;
            case JsonTokenType.Null:
                envelope.Id = IdKind.Null;
                break;
            default:
                envelope.Id = IdKind.Unusable;
                break;
        }

        reader.Skip();
        envelope.IdText = frame[start..(int)reader.BytesConsumed];
    }

    private static ReadOnlySpan<byte> ValueOf(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> frame)
    {
        reader.Read();
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return frame[start..(int)reader.BytesConsumed];
    }

    private static ReadOnlySpan<byte> TextOf(scoped ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? System.Text.Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;

    private static void Classify(ref Envelope envelope, bool version)
    {
        bool result = !envelope.Result.IsEmpty;
        bool error = !envelope.Error.IsEmpty;
        envelope.Kind = (version, envelope.Method.IsEmpty, envelope.Id) switch
        {
            (false, _, _) => FrameKind.Invalid,
            (_, false, IdKind.Absent) when !result && !error => FrameKind.Notification,
            (_, false, IdKind.Number or IdKind.Text) when !result && !error => FrameKind.Request,
            (_, true, _) when result && !error => FrameKind.Result,
            (_, true, _) when error && !result => FrameKind.Error,
            _ => FrameKind.Invalid,
        };
        if (envelope.Kind == FrameKind.Invalid)
            envelope.Fault = FrameFault.NotAMessage;
    }
}
