using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Diagnostics;

/// <summary>The descriptors of what is wrong with the types that a contract sends and reads.</summary>
internal static class JsonDescriptors
{
    private const string Category = "Mcp.Json";

    public static readonly DiagnosticDescriptor NotPlainData = Error(
        DiagnosticIds.NotPlainData,
        "Type is not plain data",
        "'{0}' cannot be sent or read as plain data: {1}; change that, take McpJson, or name a JsonSerializerContext that lists the type: [McpClient(JsonContext = typeof(AppJson))]");

    public static readonly DiagnosticDescriptor NotCovered = Error(
        DiagnosticIds.NotCovered,
        "Context does not list the type",
        "'{0}' is neither plain data nor listed by [JsonSerializable] in the contract's JsonContext: {1}");

    public static readonly DiagnosticDescriptor NoContext = Error(
        DiagnosticIds.NoContext, "JsonContext cannot be used", "'{0}' cannot read and write for a contract: {1}");

    public static readonly DiagnosticDescriptor IgnoredAttribute = Error(
        DiagnosticIds.IgnoredAttribute,
        "Attribute would be ignored",
        "'{0}' is read and written by emitted code: {1}; take the attribute away, or name a JsonSerializerContext that lists the type: [McpClient(JsonContext = typeof(AppJson))]");

    public static readonly DiagnosticDescriptor SameName = Error(
        DiagnosticIds.SameName, "Two members have one JSON name", "'{0}' has a name twice: {1}");

    public static readonly DiagnosticDescriptor NoConstructor = Error(
        DiagnosticIds.NoConstructor, "Type cannot be built", "'{0}' cannot be built from JSON: {1}");

    public static readonly ImmutableArray<DiagnosticDescriptor> All = ImmutableArray.Create(
        NotPlainData, NotCovered, NoContext, IgnoredAttribute, SameName, NoConstructor);

    private static DiagnosticDescriptor Error(string id, string title, string message)
        => new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpLinks.Of(id));
}
