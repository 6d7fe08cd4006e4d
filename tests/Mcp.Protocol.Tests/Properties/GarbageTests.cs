using System.Text;
using System.Text.Json;
using Mcp.Protocol.Tests.Kit;
using Mcp.Protocol.Tests.Properties.Kit;

namespace Mcp.Protocol.Tests.Properties;

/// <summary>Broken JSON is read to some value or fails with one of the two documented errors, and with no other.</summary>
public sealed class GarbageTests
{
    /// <summary>Put into the middle of a value, or over a part of it.</summary>
    private static readonly byte[][] Splinters =
    [
        [0], [0xFF], [0xC3], [0xED, 0xA0, 0x80], .. new[]
        {
            "\"", "\\", "\\ud800", "\\udc00x", "\\u12", "{", "}", "[", "]", ",", ":", "null", "true", "-", "1e999", "1e99999999999999999999", "0x1", "\n", "/**/",
            "{\"\\ud800\":1}", "\"\\ud800\"", "\"\\ud800\":1,",
            new string('[', 200), string.Concat(Enumerable.Repeat("{\"a\":", 200)), string.Concat(Enumerable.Repeat("{\"params\":", 200)),
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public static TheoryData<string> Namespaces => [.. ProtocolTypes.Namespaces];

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void What_ends_too_early_is_an_error(string @namespace) => ForEveryType.Check(@namespace, 2, static (subject, value, tape) =>
    {
        byte[] written = subject.Write(value);
        bool isNumber = written[0] is not ((byte)'{' or (byte)'[' or (byte)'"');
        int step = 1 + (written.Length / 64);
        for (int length = tape.Below(step); length < written.Length; length += step)
        {
            byte[] cut = written[..length];
            Assert.False(TryRead(subject, cut) && !isNumber, $"The first {length} bytes were taken for a value.");
        }
    });

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void What_was_changed_anywhere_is_a_value_or_an_error(string @namespace) => ForEveryType.Check(@namespace, 5, static (subject, value, tape) =>
    {
        byte[] written = subject.Write(value);
        for (int i = 0; i < 12; i++)
        {
            int at = tape.Below(written.Length);
            byte[] splinter = tape.Flip() ? [(byte)tape.Below(256)] : tape.Of(Splinters);
            int end = tape.Flip() ? at : Math.Min(written.Length, at + 1 + tape.Below(splinter.Length));
            TryRead(subject, [.. written[..at], .. splinter, .. written[end..]]);
        }
    });

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void A_text_that_is_none_is_a_value_or_an_error_wherever_it_stands(string @namespace) => ForEveryType.Check(@namespace, 2, static (subject, value, _) =>
    {
        byte[] written = subject.Write(value);
        int at = 0, count = 0;
        while (count++ < 16 && written.AsSpan(at).IndexOf((byte)'"') is >= 0 and int next)
        {
            at += next + 1;
            TryRead(subject, [.. written[..at], .. "\\ud800"u8, .. written[at..]]);
            TryRead(subject, [.. written[..at], 0xED, 0xA0, 0x80, .. written[at..]]);
        }
    });

    private static bool TryRead(Subject subject, byte[] json)
    {
        TryRead<JsonException>(json, () => subject.Deserialize(new MemoryStream(json)));
        return TryRead<McpPayloadException>(json, () => subject.Read(json));
    }

    private static bool TryRead<TError>(byte[] json, Func<object> read)
        where TError : Exception
    {
        try
        {
            _ = read();
            return true;
        }
        catch (Exception error) when (error is TError or JsonException)
        {
            return false;
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"{error.GetType().Name} from {Encoding.UTF8.GetString(json)}: {error.Message}", error);
        }
    }
}
