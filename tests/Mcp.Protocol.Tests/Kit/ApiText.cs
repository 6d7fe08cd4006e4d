using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Mcp.Protocol.Tests.Kit;

/// <summary>The public API of a namespace as text, one line per member: what a reviewer sees of a changed schema.</summary>
internal static class ApiText
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(string @namespace)
    {
        var text = new StringBuilder();
        IEnumerable<Type> types = typeof(V2024_11_05.Tool).Assembly.GetExportedTypes().Where(type => type.Namespace == @namespace);
        foreach (Type type in types.OrderBy(static type => type.Name, StringComparer.Ordinal))
        {
            text.Append(Heading(type)).Append('\n');
            // The context has a property for each type that stands in this text already.
            if (type.Name != "McpJsonContext")
            {
                foreach (string line in Members(type).Order(StringComparer.Ordinal))
                    text.Append("    ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Heading(Type type)
    {
        string kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsValueType: true } => "record struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract record",
            _ when type.GetMethod("<Clone>$") is not null => "record",
            _ => "class",
        };
        IEnumerable<Type> inherited = type.GetInterfaces().SelectMany(static face => face.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []);
        IEnumerable<Type> bases = type.GetInterfaces().Except(inherited).Where(static face => face.Name != "IEquatable`1").OrderBy(static face => face.Name, StringComparer.Ordinal);
        if (type is { IsClass: true, BaseType: { } parent } && parent != typeof(object))
            bases = bases.Prepend(parent);
        string list = string.Join(", ", bases.Select(Name));
        return list.Length == 0 ? $"{kind} {type.Name}" : $"{kind} {type.Name} : {list}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        foreach (PropertyInfo property in type.GetProperties(Own))
        {
            string required = property.GetCustomAttribute<RequiredMemberAttribute>() is null ? "" : "required ";
            string set = property.SetMethod is null ? "" : " init;";
            yield return $"{Static(property.GetMethod!)}{required}{Name(Nullability.Create(property))} {property.Name} {{ get;{set} }}";
        }

        foreach (FieldInfo field in type.GetFields(Own))
            yield return $"{(field.IsStatic ? "static " : "")}{Name(Nullability.Create(field))} {field.Name}";
        foreach (ConstructorInfo constructor in type.GetConstructors(Own).Where(static constructor => constructor.GetParameters().Length > 0 && !IsCompilers(constructor)))
            yield return $"{type.Name}({Parameters(constructor)})";
        foreach (MethodInfo method in type.GetMethods(Own).Where(IsShown))
            yield return $"{Static(method)}{Name(Nullability.Create(method.ReturnParameter))} {method.Name}({Parameters(method)})";
    }

    /// <summary>What every data type has says nothing about this one.</summary>
    private static bool IsShown(MethodInfo method) =>
        !IsCompilers(method) && (!method.IsSpecialName || method.Name == "op_Implicit")
        && method.Name is not ("Equals" or "GetHashCode" or "ToString" or "Read" or "Write" or "<Clone>$");

    private static bool IsCompilers(MethodBase method) => method.GetCustomAttribute<CompilerGeneratedAttribute>() is not null;

    private static string Static(MethodInfo method) => method.IsStatic ? "static " : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(static parameter =>
        $"{Name(Nullability.Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? " = default" : "")}"));

    private static string Name(NullabilityInfo info)
    {
        Type type = info.Type;
        string mark = info.ReadState == NullabilityState.Nullable && !type.IsValueType ? "?" : "";
        if (type.IsByRef)
            return "ref " + Name(type.GetElementType()!);
        if (!type.IsGenericType || Nullable.GetUnderlyingType(type) is not null)
            return Name(type) + mark;
        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", info.GenericTypeArguments.Select(Name))}>{mark}";
    }

    private static string Name(Type type) => type switch
    {
        _ when Nullable.GetUnderlyingType(type) is { } value => Name(value) + "?",
        { IsGenericType: true } => $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        _ when type == typeof(string) => "string",
        _ when type == typeof(long) => "long",
        _ when type == typeof(double) => "double",
        _ when type == typeof(bool) => "bool",
        _ when type == typeof(object) => "object",
        _ when type == typeof(byte) => "byte",
        _ when type == typeof(void) => "void",
        _ => type.Name,
    };
}
