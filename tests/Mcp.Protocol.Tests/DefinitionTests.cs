using System.Reflection;
using System.Text.Json;
using Mcp.Protocol.Tests.Kit;

namespace Mcp.Protocol.Tests;

/// <summary>Every definition and every method of a schema is there, but for the exceptions that src/Mcp.Generators/README.md names.</summary>
public sealed class DefinitionTests
{
    /// <summary>Definitions under another name: see Naming in the generator.</summary>
    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["Result"] = "EmptyResult",
        ["Task"] = "McpTask",
        ["TaskStatus"] = "McpTaskStatus",
    };

    /// <summary>Unions that share a case with a larger one, and are that union.</summary>
    private static readonly Dictionary<string, string> Merged = new()
    {
        ["ClientRequest"] = "AnyRequest",
        ["ServerRequest"] = "AnyRequest",
        ["ClientNotification"] = "AnyNotification",
        ["ServerNotification"] = "AnyNotification",
        ["JSONRPCResponse"] = "JSONRPCMessage",
        ["EnumSchema"] = "PrimitiveSchemaDefinition",
        ["SingleSelectEnumSchema"] = "PrimitiveSchemaDefinition",
        ["MultiSelectEnumSchema"] = "PrimitiveSchemaDefinition",
        ["ContentBlock"] = "SamplingMessageContentBlock",
        ["SamplingMessageContentBlock"] = "ContentBlock",
    };

    public static TheoryData<string> Revisions => [.. SchemaFiles.Revisions];

    [Theory]
    [MemberData(nameof(Revisions))]
    public void Each_definition_is_a_type(string revision)
    {
        HashSet<string> types = [.. ProtocolTypes.Of(SchemaFiles.Namespace(revision)).Select(static type => type.Name)];

        Assert.Empty(
            from definition in SchemaFiles.Definitions(revision)
            where NeedsType(definition.Key, definition.Value)
            let name = Renamed.GetValueOrDefault(definition.Key, definition.Key)
            where !types.Contains(name) && !(Merged.TryGetValue(name, out string? union) && types.Contains(union))
            select name);
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public void Each_method_has_a_descriptor(string revision)
    {
        IEnumerable<string> methods = SchemaFiles.Definitions(revision).Values
            .Select(static definition => Member(definition, "properties", "method", "const")?.GetString())
            .OfType<string>();
        IEnumerable<string> embedded = revision == "2026-07-28" ? ["elicitation/create", "roots/list", "sampling/createMessage"] : [];

        Assert.Equal(
            methods.Except(embedded).Order(StringComparer.Ordinal),
            Descriptors(revision).Select(static descriptor => (string)descriptor.GetType().GetProperty("Name")!.GetValue(descriptor)!).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>A string, a number, a list, a map, any JSON or another name for a definition is that in C# too; the answers of a side
    /// are told by id, and what a side may send is no union where it is one message.</summary>
    private static bool NeedsType(string name, JsonElement definition) => name switch
    {
        "ClientNotification" when Member(definition, "anyOf") is null => false,
        "ClientResult" or "ServerResult" or "JSONValue" or "JSONObject" or "JSONArray" => false,
        _ when Member(definition, "$ref") is not null => false,
        _ when Member(definition, "type") is { ValueKind: JsonValueKind.String } type && Member(definition, "enum") is null =>
            type.GetString() == "object" && Member(definition, "properties") is not null,
        _ => true,
    };

    private static IEnumerable<object> Descriptors(string revision) => ProtocolTypes.Find(SchemaFiles.Namespace(revision), "McpMethods")
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => field.GetValue(null)!);

    private static JsonElement? Member(JsonElement element, params string[] path)
    {
        foreach (string name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element;
    }
}
