using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>Types of an app → type models, as far as they are plain data, or the reason why not. One instance serves one contract.</summary>
internal sealed class TypeReader
{
    private const string Serializers = "Mcp.Generated.Json.";

    private readonly Compilation _compilation;
    private readonly string _namespace;
    private readonly SortedDictionary<string, TypeModel> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public TypeReader(Compilation compilation)
    {
        _compilation = compilation;

        // The assembly's name keeps the emitted classes of two assemblies apart that see each other's internals.
        _namespace = Serializers + Mangled(compilation.AssemblyName ?? "App");
    }

    /// <summary>The types of the app that were met.</summary>
    public IEnumerable<TypeModel> Types => _types.Values;

    public static bool IsNullable(ITypeSymbol type) => type.IsValueType
        ? type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        : type.NullableAnnotation != NullableAnnotation.NotAnnotated;

    public static ITypeSymbol WithoutNull(ITypeSymbol type)
        => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>A type as messages name it.</summary>
    public static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>How a member or an argument is read and written, whether it may be null or not.</summary>
    public TypeRef? ReadMember(ITypeSymbol type, out string reason)
    {
        var member = Read(WithoutNull(type), out reason);
        return IsNullable(type) && member == TypeRef.AnyJson ? TypeRef.Json : member;
    }

    /// <summary>How a value is read and written; null with the reason when it is not plain data.</summary>
    public TypeRef? Read(ITypeSymbol type, out string reason)
    {
        reason = "";
        switch (type.SpecialType)
        {
            case SpecialType.System_String:
                return TypeRef.Text;
            case SpecialType.System_Boolean:
                return TypeRef.Boolean;
            case SpecialType.System_Int32:
                return TypeRef.SmallInteger;
            case SpecialType.System_Int64:
                return TypeRef.Integer;
            case SpecialType.System_Double:
                return TypeRef.Number;
        }

        if (KnownSymbols.Is(type, KnownSymbols.Json))
        {
            return TypeRef.AnyJson;
        }

        return CollectionReader.ShapeOf(type) is { } shape ? Collection(shape, out reason) : Named(type, out reason);
    }

    private TypeRef? Collection(CollectionReader.Shape shape, out string reason)
    {
        var (element, isMap, container) = shape;
        if (IsNullable(element) && (element.IsValueType || element.NullableAnnotation == NullableAnnotation.Annotated))
        {
            reason = "its items may be null";
            return null;
        }

        if (Read(element, out reason) is not { } item)
        {
            reason = $"'{Short(element)}': {reason}";
            return null;
        }

        return (isMap ? TypeRef.MapOf(item) : TypeRef.ListOf(item)) with { Container = container };
    }

    private TypeRef? Named(ITypeSymbol type, out string reason)
    {
        reason = type is INamedTypeSymbol ? "" : "it is no type of its own";
        if (type is not INamedTypeSymbol named)
        {
            return null;
        }

        if (WhyNotNamed(named) is { } refusal)
        {
            reason = refusal;
            return null;
        }

        var name = named.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        if (KnownSymbols.ReadsItself(named))
        {
            return TypeRef.Named(name, named.IsValueType);
        }

        if (_refused.TryGetValue(name, out reason!))
        {
            return null;
        }

        reason = "";
        var serializer = Mangled(name.Substring("global::".Length));
        var reference = TypeRef.Named(name, named.IsValueType) with { Serializer = $"global::{_namespace}.{serializer}" };
        if (_types.ContainsKey(name) || !_open.Add(name))
        {
            return reference;
        }

        var model = named.TypeKind == TypeKind.Enum
            ? EnumReader.Read(named, _namespace, serializer, out reason)
            : new ObjectReader(this).Read(named, _namespace, serializer, out reason);
        _open.Remove(name);
        if (model is null)
        {
            _refused[name] = reason;
            return null;
        }

        _types[name] = model with { Target = name };
        return reference;
    }

    /// <summary>Why a type is none that an app declares as data; null when it is one.</summary>
    private string? WhyNotNamed(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => "it is not known",
        _ when KnownSymbols.ReadsItself(type) => null,
        _ when Namespace(type) is "System" or "Mcp" || Namespace(type).StartsWith("System.", StringComparison.Ordinal)
            => "of the framework's types only string, bool, int, long, double, arrays, lists and dictionaries by string are plain data",
        { TypeKind: not (TypeKind.Class or TypeKind.Struct or TypeKind.Enum) } => "it is neither a class, nor a struct, nor an enum",
        { IsTupleType: true } or { IsAnonymousType: true } => "it has no name",
        _ when ContractRules.Around(type).Any(static around => around.IsGenericType) => "it is generic",
        _ when ContractRules.Around(type).Any(static around => around.IsFileLocal) => "it can be seen in its own file only",
        { IsAbstract: true } => "it is abstract",
        _ when !_compilation.IsSymbolAccessibleWithin(type, _compilation.Assembly) => "it cannot be seen from outside of the type around it",
        _ when type.AllInterfaces.Any(static found => found.SpecialType == SpecialType.System_Collections_IEnumerable) => "it is a collection of its own kind",
        _ => null,
    };

    private static string Namespace(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString();

    /// <summary>A qualified name as one identifier; different names stay different.</summary>
    private static string Mangled(string name)
        => string.Concat(name.Select(static c => c == '_' ? "__" : char.IsLetterOrDigit(c) ? c.ToString() : c == '.' ? "_" : $"_{(int)c:x}_"));
}
