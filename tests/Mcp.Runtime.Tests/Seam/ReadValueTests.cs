using System.Globalization;
using System.Text;

namespace Mcp.Runtime.Tests.Seam;

/// <summary>What the reader takes for a value of each plain type, and what it says of anything else.</summary>
public sealed class ReadValueTests
{
    [Theory]
    [InlineData("Byte", "255", "255")]
    [InlineData("SByte", "-128", "-128")]
    [InlineData("Int16", "-32768", "-32768")]
    [InlineData("UInt16", "65535", "65535")]
    [InlineData("UInt32", "4294967295", "4294967295")]
    [InlineData("UInt64", "18446744073709551615", "18446744073709551615")]
    [InlineData("Single", "1.5", "1.5")]
    [InlineData("Decimal", "0.10", "0.10")]
    [InlineData("Char", "\"\\u00e9\"", "é")]
    [InlineData("Guid", "\"7d444840-9dc0-11d1-b245-5ffdce74fad2\"", "7d444840-9dc0-11d1-b245-5ffdce74fad2")]
    [InlineData("DateTime", "\"2026-02-28T23:59:58Z\"", "02/28/2026 23:59:58")]
    [InlineData("DateTimeOffset", "\"2026-02-28T23:59:58+02:00\"", "02/28/2026 23:59:58 +02:00")]
    [InlineData("DateOnly", "\"2026-02-28\"", "02/28/2026")]
    [InlineData("TimeOnly", "\"23:59:58.5\"", "23:59")]
    [InlineData("TimeSpan", "\"-1.02:03:04\"", "-1.02:03:04")]
    [InlineData("TimeSpan", "\"0\\u0031:02:03\"", "01:02:03")]
    [InlineData("Uri", "\"a/b?c\"", "a/b?c")]
    public void A_value_of_its_type_is_read(string type, string json, string expected) =>
        Assert.Equal(expected, Convert.ToString(Read(type, json), CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("Byte", "256")]
    [InlineData("Byte", "-1")]
    [InlineData("SByte", "128")]
    [InlineData("Int16", "1.5")]
    [InlineData("UInt16", "\"1\"")]
    [InlineData("UInt32", "-1")]
    [InlineData("UInt64", "18446744073709551616")]
    [InlineData("UInt64", "\"1\"")]
    [InlineData("Single", "\"1\"")]
    [InlineData("Decimal", "1e99")]
    [InlineData("Decimal", "true")]
    [InlineData("Char", "\"ab\"")]
    [InlineData("Char", "\"\"")]
    [InlineData("Guid", "7")]
    [InlineData("Guid", "\"7d4448409dc011d1b2455ffdce74fad2\"")]
    [InlineData("DateTime", "20260228")]
    [InlineData("DateTime", "\"28.02.2026\"")]
    [InlineData("DateTimeOffset", "null")]
    [InlineData("DateTimeOffset", "\"2026-13-01T00:00:00Z\"")]
    [InlineData("DateOnly", "\"2026-02-29\"")]
    [InlineData("TimeOnly", "\"24:00:00\"")]
    [InlineData("TimeOnly", "\"-00:00:01\"")]
    [InlineData("TimeSpan", "\"7\"")]
    [InlineData("TimeSpan", "\"01:02:03x\"")]
    [InlineData("TimeSpan", "\"1000000000000000000000.00:00:00\"")]
    [InlineData("TimeSpan", "3")]
    [InlineData("Uri", "\"http://[\"")]
    [InlineData("Uri", "{}")]
    public void Anything_else_is_refused_and_the_message_says_what_was_expected(string type, string json)
    {
        McpPayloadException error = Assert.Throws<McpPayloadException>(() => Read(type, json));

        Assert.Contains(" expected", error.Message, StringComparison.Ordinal);
    }

    private static object Read(string type, string json)
    {
        var reader = new McpJsonReader(Encoding.UTF8.GetBytes(json));
        return type switch
        {
            "Byte" => reader.ReadByte(),
            "SByte" => reader.ReadSByte(),
            "Int16" => reader.ReadInt16(),
            "UInt16" => reader.ReadUInt16(),
            "UInt32" => reader.ReadUInt32(),
            "UInt64" => reader.ReadUInt64(),
            "Single" => reader.ReadSingle(),
            "Decimal" => reader.ReadDecimal(),
            "Char" => reader.ReadChar(),
            "Guid" => reader.ReadGuid(),
            "DateTime" => reader.ReadDateTime(),
            "DateTimeOffset" => reader.ReadDateTimeOffset(),
            "DateOnly" => reader.ReadDateOnly(),
            "TimeOnly" => reader.ReadTimeOnly(),
            "TimeSpan" => reader.ReadTimeSpan(),
            "Uri" => reader.ReadUri(),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such row."),
        };
    }
}
