using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Mcp.Protocol.Tests.Kit;

namespace Mcp.Protocol.Tests.Properties.Kit;

/// <summary>A generated type, and all the ways to write and to read it.</summary>
public abstract class Subject
{
    private static readonly ConcurrentDictionary<Type, Subject> Known = new();

    public abstract Type Type { get; }

    public static Subject Of(Type type) => Known.GetOrAdd(type, static type => (Subject)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(type))!);

    public abstract byte[] Write(object value);

    public abstract object Read(ReadOnlySpan<byte> json);

    /// <summary>What System.Text.Json writes with the context of the type's revision.</summary>
    public abstract byte[] Serialize(object value);

    /// <summary>The same inside a list and with indented options.</summary>
    public abstract byte[] SerializeIndentedList(object value);

    public abstract object Deserialize(ReadOnlySequence<byte> json);

    public abstract object Deserialize(Stream json);

    public abstract IAsyncEnumerable<object?> DeserializeItems(Stream json);

    private sealed class Typed<T> : Subject
        where T : IMcpJsonValue<T>
    {
        private readonly JsonTypeInfo<T> _info;
        private readonly JsonTypeInfo<List<T>> _indented;

        public Typed()
        {
            var context = (JsonSerializerContext)ProtocolTypes.Find(typeof(T).Namespace!, "McpJsonContext").GetProperty("Default")!.GetValue(null)!;
            _info = (JsonTypeInfo<T>)context.GetTypeInfo(typeof(T))!;
            var options = new JsonSerializerOptions { WriteIndented = true, TypeInfoResolver = context };
            _indented = (JsonTypeInfo<List<T>>)McpJsonTypeInfo.List<T>(options);
        }

        public override Type Type => typeof(T);

        public override byte[] Write(object value) => McpJson.From((T)value).Utf8.ToArray();

        public override object Read(ReadOnlySpan<byte> json)
        {
            var reader = new McpJsonReader(json);
            return T.Read(ref reader);
        }

        public override byte[] Serialize(object value) => JsonSerializer.SerializeToUtf8Bytes((T)value, _info);

        public override byte[] SerializeIndentedList(object value) => JsonSerializer.SerializeToUtf8Bytes([(T)value, (T)value], _indented);

        public override object Deserialize(ReadOnlySequence<byte> json)
        {
            var reader = new Utf8JsonReader(json);
            T value = JsonSerializer.Deserialize(ref reader, _info)!;
            Assert.Equal(json.Length, reader.BytesConsumed);
            return value;
        }

        public override object Deserialize(Stream json) => JsonSerializer.Deserialize(json, _info)!;

        public override async IAsyncEnumerable<object?> DeserializeItems(Stream json)
        {
            await foreach (T? item in JsonSerializer.DeserializeAsyncEnumerable(json, _info))
                yield return item;
        }
    }
}
