using System.Reflection;

namespace Mcp.Protocol.Tests.Kit;

/// <summary>The generated types of all revisions, found by reflection: a new one is covered unasked.</summary>
public static class ProtocolTypes
{
    private static readonly Assembly Compiled = typeof(V2024_11_05.Tool).Assembly;

    /// <summary>All that read and write themselves, unions and their unknown cases included.</summary>
    public static IReadOnlyList<Type> All { get; } =
        [.. Compiled.GetExportedTypes().Where(IsValue).OrderBy(static type => type.FullName, StringComparer.Ordinal)];

    public static IReadOnlyList<string> Namespaces { get; } =
        [.. All.Select(static type => type.Namespace!).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The types of a revision, by the name of its namespace.</summary>
    public static IEnumerable<Type> Of(string @namespace) => All.Where(type => type.Namespace == @namespace);

    /// <summary>A type of a revision that is not one of the above: its context, its tables.</summary>
    public static Type Find(string @namespace, string name) => Compiled.GetType($"{@namespace}.{name}", throwOnError: true)!;

    private static bool IsValue(Type type) => type.GetInterfaces()
        .Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IMcpJsonValue<>) && face.GenericTypeArguments[0] == type);
}
