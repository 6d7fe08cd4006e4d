using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Models;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>What the framework's JSON attributes ask for. One that emitted code would ignore is a refusal, never a silent difference.</summary>
internal static class JsonAttributes
{
    private const string Never = "0";
    private const string Always = "1";
    private const string WhenWritingDefault = "2";
    private const string WhenWritingNull = "3";

    /// <summary>Why a type is left to other serializers; null when it is not.</summary>
    public static Refusal? WhyNotType(INamedTypeSymbol type)
        => All(type).FirstOrDefault() is { } attribute ? Ignored(attribute) : null;

    /// <summary>Why a member is left to other serializers; null when it is not.</summary>
    public static Refusal? WhyNotMember(ISymbol member)
    {
        foreach (var attribute in All(member))
        {
            var isUnderstood = Name(attribute) switch
            {
                "JsonPropertyName" or "JsonPropertyOrder" or "JsonRequired" => true,
                "JsonInclude" => member is IPropertySymbol { DeclaredAccessibility: Accessibility.Public },
                "JsonIgnore" => Condition(attribute) is Never or Always or WhenWritingDefault or WhenWritingNull,
                _ => false,
            };
            if (!isUnderstood)
            {
                return Ignored(attribute);
            }
        }

        return null;
    }

    /// <summary>A member that is not public and that an attribute asks to be written all the same; null when there is none.</summary>
    public static Refusal? WhyNotHidden(INamedTypeSymbol type)
        => type.GetMembers()
            .Where(static member => member is IFieldSymbol or IMethodSymbol { MethodKind: MethodKind.Constructor } or IPropertySymbol && !(member is IPropertySymbol or IMethodSymbol && member.DeclaredAccessibility == Accessibility.Public))
            .SelectMany(static member => All(member).Where(static attribute => Name(attribute) is "JsonInclude" or "JsonConstructor").Select(attribute => Ignored(attribute).Within($"'{member.Name}'")))
            .FirstOrDefault();

    /// <summary>The name that a member is given.</summary>
    public static string? PropertyName(ISymbol member)
        => All(member).FirstOrDefault(static found => Name(found) == "JsonPropertyName")?.ConstructorArguments.FirstOrDefault().Value as string;

    /// <summary>The name that an enum's member is given.</summary>
    public static string? EnumMemberName(ISymbol member)
        => All(member).FirstOrDefault(static found => Name(found) == "JsonStringEnumMemberName")?.ConstructorArguments.FirstOrDefault().Value as string;

    public static bool IsRequired(ISymbol member) => All(member).Any(static found => Name(found) == "JsonRequired");

    public static bool IsIgnored(ISymbol member)
        => All(member).Any(static found => Name(found) == "JsonIgnore" && Condition(found) == Always);

    /// <summary>When a member is not written.</summary>
    public static Omission OmissionOf(ISymbol member)
        => All(member).FirstOrDefault(static found => Name(found) == "JsonIgnore") is { } ignore ? Condition(ignore) switch
        {
            Never => Omission.Never,
            WhenWritingDefault => Omission.Default,
            _ => Omission.Null,
        }
        : Omission.Null;

    /// <summary>Where among the members it stands; 0 unless it is given a place.</summary>
    public static int Order(ISymbol member)
        => All(member).FirstOrDefault(static found => Name(found) == "JsonPropertyOrder")?.ConstructorArguments.FirstOrDefault().Value is int order ? order : 0;

    /// <summary>An enum whose names are written as they stand in C#: what the framework's own converter does by default.</summary>
    public static bool IsPlainEnumConverter(AttributeData attribute)
        => Name(attribute) == "JsonConverter"
            && attribute.ConstructorArguments.FirstOrDefault().Value is INamedTypeSymbol converter
            && converter.Name == "JsonStringEnumConverter"
            && IsOfJson(converter.ContainingNamespace);

    public static bool HasPlainEnumConverter(INamedTypeSymbol type) => All(type).Any(IsPlainEnumConverter);

    public static Refusal? WhyNotEnum(INamedTypeSymbol type)
        => All(type).FirstOrDefault(static attribute => !IsPlainEnumConverter(attribute)) is { } attribute ? Ignored(attribute) : null;

    public static bool IsConstructor(ISymbol member) => All(member).Any(static found => Name(found) == "JsonConstructor");

    private static Refusal Ignored(AttributeData attribute)
        => new($"emitted code would ignore its [{Name(attribute)}]", JsonDescriptors.IgnoredAttribute);

    private static string Condition(AttributeData ignore)
        => ignore.NamedArguments.FirstOrDefault(static argument => argument.Key == "Condition").Value.Value?.ToString() ?? Always;

    private static IEnumerable<AttributeData> All(ISymbol symbol) => symbol.GetAttributes() is { IsEmpty: false } attributes
        ? attributes.Where(static attribute => attribute.AttributeClass is { } type && IsOfJson(type.ContainingNamespace))
        : Enumerable.Empty<AttributeData>();

    private static bool IsOfJson(INamespaceSymbol @namespace) => @namespace.Name == "Serialization" && SymbolText.Of(@namespace) == KnownSymbols.JsonNamespace;

    private static string Name(AttributeData attribute)
    {
        var name = attribute.AttributeClass!.Name;
        return name.Substring(0, name.Length - "Attribute".Length);
    }
}
