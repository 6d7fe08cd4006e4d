using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Mcp.Generators.Models;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>Types of an app → type models, as far as they are plain data, or the reason why not. One instance serves one contract.</summary>
internal sealed class TypeReader
{
    private const string Serializers = "Mcp.Generated.Json.";

    private readonly Compilation _compilation;
    private readonly ContractSettings _settings;
    private readonly string _namespace;
    private readonly SortedDictionary<string, TypeModel> _types = new(StringComparer.Ordinal);

    // The app's types, also while they are being read: one may hold itself.
    private readonly Dictionary<string, TypeRef> _references = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Refusal> _refused = new(StringComparer.Ordinal);

    public TypeReader(Compilation compilation, ContractSettings settings)
    {
        _compilation = compilation;
        _settings = settings;

        // The assembly's name keeps the emitted classes of two assemblies apart that see each other's internals.
        _namespace = Serializers + Mangled(compilation.AssemblyName ?? "App");
    }

    /// <summary>The types of the app that were met.</summary>
    public IEnumerable<TypeModel> Types => _types.Values;

    public Naming MemberNaming => _settings.MemberNaming;

    /// <summary>The revisions whose types were met since it was emptied.</summary>
    public SortedSet<string> Revisions { get; } = new(StringComparer.Ordinal);

    public static bool IsNullable(ITypeSymbol type) => type.IsValueType
        ? type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        : type.NullableAnnotation != NullableAnnotation.NotAnnotated;

    public static ITypeSymbol WithoutNull(ITypeSymbol type)
        => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>A type as messages name it.</summary>
    public static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>How a member or an argument is read and written, whether it may be null or not.</summary>
    public TypeRef? ReadMember(ITypeSymbol type, out Refusal? refusal)
    {
        var member = Read(WithoutNull(type), out refusal);
        return IsNullable(type) && member == TypeRef.AnyJson ? TypeRef.Json : member;
    }

    /// <summary>How a value is read and written; null with the reason when it is not plain data.</summary>
    public TypeRef? Read(ITypeSymbol type, out Refusal? refusal)
    {
        refusal = null;
        if (_settings.Covers(type))
        {
            return Covered(type);
        }

        if (ScalarTypes.Of(type) is { } scalar)
        {
            return scalar;
        }

        if (KnownSymbols.Is(type, KnownSymbols.Json))
        {
            return TypeRef.AnyJson;
        }

        return CollectionReader.ShapeOf(type) is { } shape ? Collection(shape, out refusal) : Named(type, out refusal);
    }

    /// <summary>A type that the app's context reads and writes.</summary>
    private TypeRef Covered(ITypeSymbol type)
    {
        var name = SymbolText.Printed(type.WithNullableAnnotation(NullableAnnotation.None));
        var context = SymbolText.Qualified(_settings.JsonContext!);
        var serializer = $"{Mangled(context.Substring("global::".Length))}_{Mangled(name.Replace("global::", ""))}";
        _types[$"{context} {name}"] = new CoveredModel(_namespace, serializer, context) { Target = name };
        return TypeRef.Named(name, type.IsValueType) with { Serializer = $"global::{_namespace}.{serializer}" };
    }

    private TypeRef? Collection(CollectionReader.Shape shape, out Refusal? refusal)
    {
        var (element, isMap, container) = shape;
        var mayBeNull = IsNullable(element) && (element.IsValueType || element.NullableAnnotation == NullableAnnotation.Annotated);
        if (ReadMember(element, out refusal) is not { } item)
        {
            refusal = refusal!.Within($"'{Short(element)}'");
            return null;
        }

        item = item with { MayBeNull = mayBeNull };
        return (isMap ? TypeRef.MapOf(item) : TypeRef.ListOf(item)) with { Container = container };
    }

    private TypeRef? Named(ITypeSymbol type, out Refusal? refusal)
    {
        refusal = type is INamedTypeSymbol ? null : new("it is no type of its own");
        if (type is not INamedTypeSymbol named)
        {
            return null;
        }

        var name = SymbolText.Qualified(named);
        if (_references.TryGetValue(name, out var met))
        {
            return met;
        }

        if (_refused.TryGetValue(name, out refusal))
        {
            return null;
        }

        if (WhyNotNamed(named) is { } reason)
        {
            refusal = new(reason);
            return null;
        }

        if (KnownSymbols.ReadsItself(named))
        {
            if (Namespace(named) is var found && found.StartsWith("Mcp.V", StringComparison.Ordinal))
            {
                Revisions.Add(found.Substring("Mcp.V".Length).Replace('_', '-'));
            }

            return TypeRef.Named(name, named.IsValueType);
        }

        return Described(named, name, out refusal);
    }

    private TypeRef? Described(INamedTypeSymbol type, string name, out Refusal? refusal)
    {
        refusal = null;
        var serializer = Mangled(name.Substring("global::".Length)) + (MemberNaming == Naming.CamelCase ? "" : "__" + MemberNaming);
        var reference = TypeRef.Named(name, type.IsValueType) with { Serializer = $"global::{_namespace}.{serializer}" };
        _references[name] = reference;
        var model = type.TypeKind == TypeKind.Enum
            ? EnumReader.Read(type, _namespace, serializer, MemberNaming, out refusal)
            : new ObjectReader(this).Read(type, _namespace, serializer, out refusal);
        if (model is null)
        {
            _references.Remove(name);
            _refused[name] = refusal!;
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
            => "of the framework's types only numbers, text, dates, Guid, Uri, bytes, JsonElement, arrays, lists, sets and dictionaries by string are plain data",
        { TypeKind: not (TypeKind.Class or TypeKind.Struct or TypeKind.Enum) } => "it is neither a class, nor a struct, nor an enum",
        { IsTupleType: true } or { IsAnonymousType: true } => "it has no name",
        _ when ContractRules.Around(type).Any(static around => around.IsGenericType) => "it is generic",
        _ when ContractRules.Around(type).Any(static around => around.IsFileLocal) => "it can be seen in its own file only",
        { IsAbstract: true } => "it is abstract",
        _ when !_compilation.IsSymbolAccessibleWithin(type, _compilation.Assembly) => "it cannot be seen from outside of the type around it",
        _ when type.AllInterfaces.Any(static found => found.SpecialType == SpecialType.System_Collections_IEnumerable) => "it is a collection of its own kind",
        _ => null,
    };

    private static string Namespace(INamedTypeSymbol type) => SymbolText.Of(type.ContainingNamespace);

    /// <summary>A qualified name as one identifier; different names stay different.</summary>
    private static string Mangled(string name)
    {
        var text = new StringBuilder(name.Length + 16);
        foreach (var c in name)
        {
            _ = c switch
            {
                '_' => text.Append("__"),
                '.' => text.Append('_'),
                _ when char.IsLetterOrDigit(c) => text.Append(c),
                _ => text.Append('_').Append(((int)c).ToString("x", CultureInfo.InvariantCulture)).Append('_'),
            };
        }

        return text.ToString();
    }
}
