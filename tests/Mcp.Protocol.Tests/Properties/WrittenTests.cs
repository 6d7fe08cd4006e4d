using System.Text.Json;
using System.Text.Json.Nodes;
using Mcp.Protocol.Tests.Kit;
using Mcp.Protocol.Tests.Properties.Kit;

namespace Mcp.Protocol.Tests.Properties;

/// <summary>What every generated type writes.</summary>
public sealed class WrittenTests
{
    public static TheoryData<string> Namespaces => [.. ProtocolTypes.Namespaces];

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void What_is_written_reads_back_equal_and_is_written_the_same_again(string @namespace) => ForEveryType.Check(@namespace, 15, static (subject, value, _) =>
    {
        byte[] written = subject.Write(value);
        object read = subject.Read(written);

        Assert.Equal(value, read);
        Assert.Equal(value.GetHashCode(), read.GetHashCode());
        Assert.Equal(written, subject.Write(read));
    });

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void It_is_valid_json_without_a_line_break(string @namespace) => ForEveryType.Check(@namespace, 5, static (subject, value, _) =>
    {
        byte[] written = subject.Write(value);
        var reader = new Utf8JsonReader(written);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                Assert.NotNull(reader.GetString());
        }

        Assert.Equal(-1, written.AsSpan().IndexOfAny((byte)'\n', (byte)'\r'));
    });

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void Indented_json_goes_on_compact(string @namespace) => ForEveryType.Check(@namespace, 5, static (subject, value, _) =>
    {
        byte[] indented = JsonPrinter.Print(JsonNode.Parse(subject.Write(value)), new JsonPrinter.Style(IsIndented: true));
        object read = subject.Read(indented);

        Assert.Equal(value, read);
        Assert.Equal(-1, subject.Write(read).AsSpan().IndexOfAny((byte)'\n', (byte)'\r'));
    });

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void Its_members_are_those_of_the_schema(string @namespace)
    {
        int count = 0;
        var oracle = new SchemaOracle(@namespace);
        ForEveryType.Check(@namespace, 5, (subject, value, _) =>
        {
            if (oracle.DefinitionOf(subject.Type) is not { } definition)
                return;
            count++;
            oracle.Check(value, JsonNode.Parse(subject.Write(value))!, definition);
        });
        Assert.True(count > 500, $"Only {count} values were compared.");
    }
}
