using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Mcp.Protocol.Tests.Kit;
using Mcp.V2025_11_25;

namespace Mcp.Protocol.Tests;

/// <summary>The generated contexts, alone and beside others.</summary>
public sealed class JsonContextTests
{
    private static readonly Tool Weather = new()
    {
        Name = "weather",
        Description = "Tells <it>.",
        InputSchema = McpJson.Parse("""{ "type": "object" }"""),
        Icons = [new Icon { Src = "data:," }],
    };

    private const string WeatherJson = """{"description":"Tells <it>.","icons":[{"src":"data:,"}],"inputSchema":{ "type": "object" },"name":"weather"}""";

    public static TheoryData<string> Namespaces => [.. ProtocolTypes.Namespaces];

    [Fact]
    public void Every_known_revision_is_there() => Assert.Equal(McpRevision.Known.Count, ProtocolTypes.Namespaces.Count);

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void A_context_has_every_type_of_its_revision_by_its_converter(string @namespace)
    {
        var context = (JsonSerializerContext)ProtocolTypes.Find(@namespace, "McpJsonContext").GetProperty("Default")!.GetValue(null)!;

        foreach (Type type in ProtocolTypes.Of(@namespace))
        {
            Type converter = typeof(McpJsonConverter<>).MakeGenericType(type);
            var info = (JsonTypeInfo)context.GetType().GetProperty(type.Name)!.GetValue(context)!;
            Assert.Same(context.GetTypeInfo(type), info);
            Assert.IsType(converter, info.Converter);
            Assert.Equal(converter, type.GetCustomAttribute<JsonConverterAttribute>(inherit: false)!.ConverterType);
        }
    }

    [Fact]
    public void A_context_gives_nothing_that_is_not_its_own()
    {
        Assert.Null(McpJsonContext.Default.GetTypeInfo(typeof(AppNote)));
        Assert.Null(McpJsonContext.Default.GetTypeInfo(typeof(V2024_11_05.Tool)));
    }

    [Fact]
    public void A_type_is_written_and_read()
    {
        string json = JsonSerializer.Serialize(Weather, McpJsonContext.Default.Tool);

        Assert.Equal(WeatherJson, json);
        Assert.Equal(Weather, JsonSerializer.Deserialize(json, McpJsonContext.Default.Tool));
    }

    [Fact]
    public void Lists_and_dictionaries_are_written_and_read()
    {
        AssertWrittenAndRead<List<Tool>>([Weather, Weather], $"[{WeatherJson},{WeatherJson}]");
        AssertWrittenAndRead<Tool[]>([Weather], $"[{WeatherJson}]");
        AssertWrittenAndRead<IReadOnlyList<ContentBlock>>([new TextContent { Text = "x" }], """[{"type":"text","text":"x"}]""");
        AssertWrittenAndRead<Dictionary<string, Role>>(new() { ["a"] = Role.User }, """{"a":"user"}""");
        AssertWrittenAndRead<Role?>(null, "null");
        AssertWrittenAndRead<Role?>(Role.Assistant, "\"assistant\"");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Contexts_combine_in_both_orders(bool oursFirst)
    {
        var options = new JsonSerializerOptions
        {
            TypeInfoResolver = oursFirst
                ? JsonTypeInfoResolver.Combine(McpJsonContext.Default, AppContext.Default)
                : JsonTypeInfoResolver.Combine(AppContext.Default, McpJsonContext.Default),
        };

        Assert.Equal(WeatherJson, JsonSerializer.Serialize(Weather, (JsonTypeInfo<Tool>)options.GetTypeInfo(typeof(Tool))));
        Assert.Equal($"[{WeatherJson}]", JsonSerializer.Serialize([Weather], (JsonTypeInfo<List<Tool>>)options.GetTypeInfo(typeof(List<Tool>))));
        Assert.Equal(NoteJson, JsonSerializer.Serialize(Note, (JsonTypeInfo<AppNote>)options.GetTypeInfo(typeof(AppNote))));
    }

    [Fact]
    public void Revisions_combine()
    {
        var options = new JsonSerializerOptions
        {
            TypeInfoResolverChain = { V2024_11_05.McpJsonContext.Default, McpJsonContext.Default },
        };

        Assert.Equal(typeof(V2024_11_05.Tool), options.GetTypeInfo(typeof(V2024_11_05.Tool)).Type);
        Assert.Same(options, options.GetTypeInfo(typeof(Tool)).Options);
    }

    [Fact]
    public void A_context_may_be_the_only_resolver_of_foreign_options()
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = McpJsonContext.Default };

        Assert.Equal(WeatherJson, JsonSerializer.Serialize(Weather, (JsonTypeInfo<Tool>)options.GetTypeInfo(typeof(Tool))));
    }

    [Fact]
    public void A_user_s_own_context_holds_our_types()
    {
        string json = JsonSerializer.Serialize(Note, AppContext.Default.AppNote);
        AppNote read = JsonSerializer.Deserialize(json, AppContext.Default.AppNote)!;

        Assert.Equal(NoteJson, json);
        Assert.Equal(Note.Tool, read.Tool);
        Assert.Equal(Note.Parts, read.Parts);
        Assert.Equal(Note.ByName, read.ByName);
        Assert.Equal(Note.Role, read.Role);
        Assert.Equal(Note.Free, read.Free);
        Assert.Null(read.Absent);
    }

    [Fact]
    public void Indented_options_give_json_that_reads_back_and_hold_our_types_on_one_line()
    {
        var context = new AppContext(new JsonSerializerOptions { WriteIndented = true });

        string json = JsonSerializer.Serialize(Note, context.AppNote);

        Assert.Contains("\n  \"Tool\": " + WeatherJson + ",", json.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(Note.Tool, JsonSerializer.Deserialize(json, AppContext.Default.AppNote)!.Tool);
    }

    private static void AssertWrittenAndRead<T>(T value, string expected)
    {
        var info = (JsonTypeInfo<T>)McpJsonContext.Default.GetTypeInfo(typeof(T))!;
        string json = JsonSerializer.Serialize(value, info);
        Assert.Equal(expected, json);
        Assert.Equal(value, JsonSerializer.Deserialize(json, info));
    }

    private static AppNote Note { get; } = new(
        Weather,
        [new TextContent { Text = "x" }, new UnknownContentBlock { Json = McpJson.Parse("""{"type":"smell"}""") }],
        new() { ["a"] = 7 },
        Role.User,
        McpJson.Parse("[1]"),
        null);

    private const string NoteJson =
        $$"""{"Tool":{{WeatherJson}},"Parts":[{"type":"text","text":"x"},{"type":"smell"}],"ByName":{"a":7},"Role":"user","Free":[1],"Absent":null}""";
}

/// <summary>A type of an app that holds ours.</summary>
internal sealed record AppNote(Tool Tool, List<ContentBlock> Parts, Dictionary<string, RequestId> ByName, Role Role, McpJson Free, McpJson? Absent);

[JsonSerializable(typeof(AppNote))]
internal sealed partial class AppContext : JsonSerializerContext;
