using System.Text.Json.Nodes;
using Mcp.Protocol.Tests.Kit;
using Mcp.Protocol.Tests.Properties.Kit;

namespace Mcp.Protocol.Tests.Properties;

/// <summary>Every generated type through System.Text.Json, with the context of its revision.</summary>
public sealed class SerializerTests
{
    public static TheoryData<string> Namespaces => [.. ProtocolTypes.Namespaces];

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void It_writes_what_the_runtime_writes_whatever_the_options_say(string @namespace) => ForEveryType.Check(@namespace, 5, static (subject, value, _) =>
    {
        byte[] written = subject.Write(value);

        Assert.Equal(written, subject.Serialize(value));
        byte[] indented = subject.SerializeIndentedList(value);
        int first = indented.AsSpan().IndexOf(written);
        Assert.True(first > 0 && indented.AsSpan(first + written.Length).IndexOf(written) > 0, "Indented options have changed the text of a value.");
        Assert.Equal(2, JsonNode.Parse(indented)!.AsArray().Count);
    });

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void It_reads_input_that_is_split_at_every_byte_or_anywhere(string @namespace) => ForEveryType.Check(@namespace, 4, static (subject, value, tape) =>
    {
        byte[] written = subject.Write(value);

        Assert.Equal(value, subject.Deserialize(Segments.Single(written)));
        Assert.Equal(value, subject.Deserialize(Segments.Split(written, tape.Below(written.Length))));
    });

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void It_reads_escapes_that_are_split_at_every_byte(string @namespace) => ForEveryType.Check(@namespace, 3, static (subject, value, _) =>
        Assert.Equal(value, subject.Deserialize(Segments.Single(JsonPrinter.Print(JsonNode.Parse(subject.Write(value)), new JsonPrinter.Style(static members => members.Reverse(), IsEscaped: true))))));

    [Theory]
    [MemberData(nameof(Namespaces))]
    public Task It_reads_a_stream_byte_by_byte_and_the_items_of_a_streamed_list(string @namespace) => ForEveryType.CheckAsync(@namespace, 1, static async (subject, values) =>
    {
        // A converter is shown a value once all of it is there, so each byte more of a long one is looked at again.
        List<byte[]> written = [.. values.Select(subject.Write)];
        for (int i = 0; i < values.Count; i++)
        {
            using Stream single = Segments.Drip(written[i], written[i].Length > 2_000 ? 97 : 1);
            Assert.Equal(values[i], subject.Deserialize(single));
        }

        byte[] list = [(byte)'[', .. written.SelectMany(static (json, i) => i == 0 ? json : [(byte)',', (byte)'\n', .. json]), (byte)']'];
        using Stream stream = Segments.Drip(list, list.Length > 2_000 ? 97 : 1);
        List<object?> items = [];
        await foreach (object? item in subject.DeserializeItems(stream))
            items.Add(item);
        Assert.Equal(values.AsEnumerable(), items.OfType<object>());
    });
}
