using System.Collections;
using System.Reflection;

namespace Mcp.Generators.Tests.Harness;

/// <summary>Looks through everything that an object holds for objects of the compiler, whatever their exact type is.</summary>
internal sealed class GraphWalk
{
    private readonly Dictionary<Type, FieldInfo[]> _fields = [];
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    /// <summary>What was found, each with the way to it.</summary>
    public List<string> CompilerObjects { get; } = [];

    public int Visited => _seen.Count;

    public void Visit(object? value, string path)
    {
        if (value is null or string or Type || value.GetType() is { IsPrimitive: true } or { IsEnum: true } || !_seen.Add(value))
        {
            return;
        }

        var type = value.GetType();
        if (BelongsToCompiler(type))
        {
            CompilerObjects.Add($"{path}: {type}");
            return;
        }

        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                Visit(item, path + "[]");
            }
        }

        foreach (var field in FieldsOf(type))
        {
            Visit(field.GetValue(value), path + "." + field.Name);
        }
    }

    /// <summary>The fields that may lead on: those of strings and numbers do not.</summary>
    private FieldInfo[] FieldsOf(Type type)
    {
        if (!_fields.TryGetValue(type, out var fields))
        {
            var found = new List<FieldInfo>();
            for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
            {
                found.AddRange(declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
            }

            fields = [.. found.Where(static field => field.FieldType is { IsPrimitive: false, IsEnum: false } && field.FieldType != typeof(string))];
            _fields.Add(type, fields);
        }

        return fields;
    }

    private static bool BelongsToCompiler(Type type)
    {
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            if (IsCompilerAssembly(declaring))
            {
                return true;
            }
        }

        return type.GetInterfaces().Any(IsCompilerAssembly);
    }

    private static bool IsCompilerAssembly(Type type)
        => type.Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal);
}
