using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mcp.Generators.Tests.Contracts;

/// <summary>What is emitted for an app's types writes byte by byte what System.Text.Json writes, and reads what it reads.</summary>
public sealed class RandomTypeTests
{
    private const int Types = 200;
    private const int ValuesPerType = 5;

    /// <summary>What a contract does by itself, as options.</summary>
    private static JsonSerializerOptions Same(Type season) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // For the one enum without a converter of its own: those of the options would win over an attribute.
        Converters = { (JsonConverter)Activator.CreateInstance(typeof(JsonStringEnumConverter<>).MakeGenericType(season), JsonNamingPolicy.CamelCase, true)! },
    };

    [Theory]
    [InlineData(20261121)]
    public async Task Two_hundred_types_are_written_and_read_as_the_framework_does(int seed)
    {
        var app = ContractTest.Load(new RandomTypes(seed).Source(Types));
        var contract = app.GetType("App.IAll")!;
        var same = Same(app.GetType("App.Season")!);
        var values = new RandomValues(new Random(seed));
        for (var i = 0; i < Types * ValuesPerType; i++)
        {
            var type = app.GetType($"App.T{i % Types}")!;
            var value = values.Of(type)!;
            var expected = JsonSerializer.Serialize(value, type, same);
            var caller = new EncodingCaller($$"""{"content":[],"structuredContent":{{expected}}}""");
            var all = contract.GetMethod("Over")!.Invoke(null, [caller]);

            var task = (Task)contract.GetMethod($"{type.Name}Async")!.Invoke(all, [value, CancellationToken.None])!;
            await task;

            Assert.Equal($$$"""tools/call {"name":"t{{{i % Types}}}","arguments":{"value":{{{expected}}}}}""", caller.Sent);
            Assert.Equal(expected, JsonSerializer.Serialize(task.GetType().GetProperty("Result")!.GetValue(task), type, same));
        }
    }
}
