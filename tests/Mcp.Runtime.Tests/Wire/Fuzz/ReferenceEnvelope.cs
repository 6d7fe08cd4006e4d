using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Mcp.Wire;

namespace Mcp.Runtime.Tests.Wire.Fuzz;

/// <summary>What a frame is, found slowly: the whole document first, then one rule after the other.</summary>
internal sealed partial class ReferenceEnvelope
{
    public FrameFault Fault { get; private init; }

    public FrameKind Kind { get; private init; }

    public bool IsAnswer { get; private init; }

    public IdKind Id { get; private init; }

    public long NumericId { get; private init; }

    public string IdText { get; private init; } = "";

    public string Method { get; private init; } = "";

    public string Params { get; private init; } = "";

    public string Result { get; private init; } = "";

    public string Error { get; private init; } = "";

    /// <summary>Whether a text at the top cannot be read. Its member counts as unknown, or the whole as no message: both are right.</summary>
    public bool HasOddText { get; private init; }

    public static ReferenceEnvelope Of(byte[] frame)
    {
        string start = Encoding.Latin1.GetString(frame).TrimStart(' ', '\t', '\r', '\n');
        if (!start.StartsWith('{'))
            return new() { Fault = start.StartsWith('[') ? FrameFault.Array : FrameFault.NotJson };
        try
        {
            using JsonDocument document = JsonDocument.Parse(frame, new JsonDocumentOptions { MaxDepth = 64 });
            return OfObject(document.RootElement);
        }
        catch (JsonException)
        {
            return OfBroken(frame);
        }
    }

    private static ReferenceEnvelope OfObject(JsonElement message)
    {
        Dictionary<string, JsonElement> members = [];
        bool odd = false;
        foreach (JsonProperty member in message.EnumerateObject())
        {
            if (NameOf(member) is { } name)
                members[name] = member.Value;
            else
                odd = true;
            odd |= member.Value.ValueKind == JsonValueKind.String && NameOf(member) is "jsonrpc" or "method" && TryText(member.Value) is null;
        }

        JsonElement? method = Find(members, "method");
        string? called = method?.ValueKind == JsonValueKind.String ? TryText(method.Value) : "";
        if (called is null)
            return new() { Fault = FrameFault.NotAMessage, HasOddText = true };
        string? version = Find(members, "jsonrpc") is { ValueKind: JsonValueKind.String } given ? TryText(given) : "";
        bool spoken = version == "2.0";
        JsonElement? result = Find(members, "result");
        JsonElement? error = Find(members, "error");
        IdKind id = KindOf(Find(members, "id"));
        FrameKind kind = FrameKind.Invalid;
        if (spoken && called != "" && result is null && error is null)
            kind = id == IdKind.Absent ? FrameKind.Notification : id is IdKind.Number or IdKind.Text ? FrameKind.Request : FrameKind.Invalid;
        else if (spoken && called == "" && result is null != error is null)
            kind = result is null ? FrameKind.Error : FrameKind.Result;
        string idText = Raw(Find(members, "id"));
        return new()
        {
            Kind = kind,
            Fault = kind == FrameKind.Invalid ? FrameFault.NotAMessage : FrameFault.None,
            IsAnswer = result is not null || error is not null,
            Id = id,
            NumericId = NumberOf(idText),
            IdText = idText,
            Method = called,
            Params = Raw(Find(members, "params")),
            Result = Raw(result),
            Error = Raw(error),
            HasOddText = odd,
        };
    }

    /// <summary>What breaks off after it began to answer still names whom it answers.</summary>
    private static ReferenceEnvelope OfBroken(byte[] frame)
    {
        bool answer = false;
        bool odd = false;
        string id = "";
        IdKind kind = IdKind.Absent;
        try
        {
            var reader = new Utf8JsonReader(frame, new JsonReaderOptions { MaxDepth = 64 });
            string? name = null;
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
                    continue;
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    name = TryRead(ref reader);
                    odd |= name is null;
                    answer |= name is "result" or "error";
                }
                else if (name == "id")
                {
                    id = reader.TokenType == JsonTokenType.String ? $"\"{Encoding.Latin1.GetString(reader.ValueSpan)}\"" : Encoding.Latin1.GetString(reader.ValueSpan);
                    kind = KindOf(reader.TokenType, id);
                }
                else if (reader.TokenType == JsonTokenType.String && name is "jsonrpc" or "method")
                {
                    odd |= TryRead(ref reader) is null;
                }
            }
        }
        catch (JsonException)
        {
        }

        return new() { Fault = FrameFault.NotJson, IsAnswer = answer, Id = answer ? kind : IdKind.Absent, NumericId = NumberOf(id), HasOddText = odd };
    }

    private static JsonElement? Find(Dictionary<string, JsonElement> members, string name) => members.TryGetValue(name, out JsonElement value) ? value : null;

    private static string Raw(JsonElement? value) => value is null ? "" : Encoding.Latin1.GetString(JsonMarshal.GetRawUtf8Value(value.Value));

    private static IdKind KindOf(JsonElement? id) => id?.ValueKind switch
    {
        null => IdKind.Absent,
        JsonValueKind.Number => KindOf(JsonTokenType.Number, id.Value.GetRawText()),
        JsonValueKind.String => IdKind.Text,
        JsonValueKind.Null => IdKind.Null,
        _ => IdKind.Unusable,
    };

    private static IdKind KindOf(JsonTokenType token, string id) => token switch
    {
        JsonTokenType.Number => WholeNumber().IsMatch(id) && long.TryParse(id, CultureInfo.InvariantCulture, out _) ? IdKind.Number : IdKind.Unusable,
        JsonTokenType.String => IdKind.Text,
        JsonTokenType.Null => IdKind.Null,
        _ => IdKind.Unusable,
    };

    private static long NumberOf(string id)
    {
        string digits = id.StartsWith('"') ? id[1..^1] : id;
        return WholeNumber().IsMatch(digits) && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : 0;
    }

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? TryRead(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The text as UTF-8, one character per byte; <see langword="null"/>: it cannot be read. Raw bytes are not looked into.</summary>
    private static string? TryText(JsonElement text)
    {
        string raw = Raw(text)[1..^1];
        if (!raw.Contains('\\', StringComparison.Ordinal))
            return raw;
        try
        {
            return Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text.GetString()!));
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    [GeneratedRegex("^[+-]?[0-9]+\\z")]
    private static partial Regex WholeNumber();
}
