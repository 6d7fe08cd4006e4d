using System.Text;
using System.Text.Json.Nodes;
using Mcp.Protocol.Tests.Kit;
using Mcp.Protocol.Tests.Properties.Kit;

namespace Mcp.Protocol.Tests.Properties;

/// <summary>The same value in the spelling of another peer: members in another order, escapes, members that nobody knows.</summary>
public sealed class SpellingTests
{
    public static TheoryData<string> Namespaces => [.. ProtocolTypes.Namespaces];

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void The_order_of_members_does_not_count(string @namespace) => ForEveryType.Check(@namespace, 6, static (subject, value, tape) =>
    {
        JsonNode? json = JsonNode.Parse(subject.Write(value));

        // Constants are written first, so what tells a case apart is last here.
        Assert.Equal(value, subject.Read(JsonPrinter.Print(json, new JsonPrinter.Style(static members => members.Reverse()))));
        Assert.Equal(value, subject.Read(JsonPrinter.Print(json, new JsonPrinter.Style(members => Shuffled(members, tape)))));
    });

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void Names_and_texts_may_be_written_as_escapes(string @namespace) => ForEveryType.Check(@namespace, 6, static (subject, value, _) =>
        Assert.Equal(value, subject.Read(JsonPrinter.Print(JsonNode.Parse(subject.Write(value)), new JsonPrinter.Style(IsEscaped: true)))));

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void Members_that_nobody_knows_are_passed_over_or_kept(string @namespace) => ForEveryType.Check(@namespace, 6, static (subject, value, tape) =>
    {
        if (JsonNode.Parse(subject.Write(value)) is not JsonObject json)
            return;
        List<string> members = [.. json.Select(static member => JsonValue.Create(member.Key).ToJsonString() + ":" + (member.Value?.ToJsonString() ?? "null"))];
        List<string> unknown = [.. Enumerable.Range(0, members.Count + 1).Select(i => $"\"x-unknown-{i}\":{(i == 0 ? """{"type":"text","a":[{"}":"]"},[[]]]}""" : RandomJson.Any(tape, 2))}")];
        object read = subject.Read(Encoding.UTF8.GetBytes("{" + string.Join(",", unknown.Zip([.. members, ""]).SelectMany(static pair => new[] { pair.First, pair.Second })).TrimEnd(',') + "}"));

        if (!IsOpen(read))
        {
            Assert.Equal(value, read);
            return;
        }

        List<string> expected = [.. members, .. unknown];
        Assert.Equal(McpJson.Parse("{" + string.Join(",", expected) + "}"), McpJson.Parse(subject.Write(read)));
    });

    /// <summary>Whether it keeps what it does not know.</summary>
    private static bool IsOpen(object value)
    {
        Type type = value.GetType();
        // An answer is the record that it holds.
        if (type.IsValueType)
            return type.GetProperties().Select(property => property.GetValue(value)).OfType<object>().Any(IsOpen);
        return ValueBuilder.IsUnknownCase(type) || type.GetProperty("AdditionalMembers") is not null;
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Shuffled(IEnumerable<KeyValuePair<string, JsonNode?>> members, Tape tape)
    {
        List<KeyValuePair<string, JsonNode?>> rest = [.. members];
        while (rest.Count > 0)
        {
            int next = tape.Below(rest.Count);
            yield return rest[next];
            rest.RemoveAt(next);
        }
    }
}
