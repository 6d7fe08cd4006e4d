using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Mcp;

/// <summary>Metadata for System.Text.Json, always bound to the options that ask for it. Generated contexts are built of these.</summary>
public static class McpJsonTypeInfo
{
    /// <summary>A type that reads and writes itself.</summary>
    public static JsonTypeInfo Value<T>(JsonSerializerOptions options)
        where T : IMcpJsonValue<T> => JsonMetadataServices.CreateValueInfo<T>(options, new McpJsonConverter<T>());

    /// <summary>Such a struct, or null.</summary>
    public static JsonTypeInfo Nullable<T>(JsonSerializerOptions options)
        where T : struct, IMcpJsonValue<T> => JsonMetadataServices.CreateValueInfo<T?>(options, JsonMetadataServices.GetNullableConverter<T>(options));

    /// <summary>A list of them.</summary>
    public static JsonTypeInfo List<T>(JsonSerializerOptions options)
        where T : IMcpJsonValue<T> =>
        JsonMetadataServices.CreateListInfo<List<T>, T>(options, new JsonCollectionInfoValues<List<T>> { ObjectCreator = static () => [] });

    /// <summary>A list of them, as protocol types have it.</summary>
    public static JsonTypeInfo ReadOnlyList<T>(JsonSerializerOptions options)
        where T : IMcpJsonValue<T> =>
        JsonMetadataServices.CreateIEnumerableInfo<IReadOnlyList<T>, T>(options, new JsonCollectionInfoValues<IReadOnlyList<T>>());

    /// <summary>An array of them.</summary>
    public static JsonTypeInfo Array<T>(JsonSerializerOptions options)
        where T : IMcpJsonValue<T> => JsonMetadataServices.CreateArrayInfo(options, new JsonCollectionInfoValues<T[]>());

    /// <summary>A dictionary of them by name.</summary>
    public static JsonTypeInfo Dictionary<T>(JsonSerializerOptions options)
        where T : IMcpJsonValue<T> =>
        JsonMetadataServices.CreateDictionaryInfo<Dictionary<string, T>, string, T>(
            options,
            new JsonCollectionInfoValues<Dictionary<string, T>>
            {
                ObjectCreator = static () => [],
                KeyInfo = JsonMetadataServices.CreateValueInfo<string>(options, JsonMetadataServices.StringConverter),
            });
}
