using System.Linq;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>What the framework's JSON attributes ask for. One that emitted code would ignore is a refusal, never a silent difference.</summary>
internal static class JsonAttributes
{
    private const string Always = "1";
    private const string WhenWritingNull = "3";

    /// <summary>Why a type is left to other serializers; null when it is not.</summary>
    public static string? WhyNotType(INamedTypeSymbol type)
        => All(type).FirstOrDefault() is { } attribute ? $"emitted code would ignore its [{Name(attribute)}]" : null;

    /// <summary>Why a member is left to other serializers; null when it is not.</summary>
    public static string? WhyNotMember(ISymbol member)
    {
        foreach (var attribute in All(member))
        {
            var isUnderstood = Name(attribute) switch
            {
                "JsonPropertyName" or "JsonRequired" => true,
                "JsonInclude" => member is IPropertySymbol { DeclaredAccessibility: Accessibility.Public },
                "JsonIgnore" => Condition(attribute) is Always or WhenWritingNull,
                _ => false,
            };
            if (!isUnderstood)
            {
                return $"emitted code would ignore its [{Name(attribute)}]";
            }
        }

        return null;
    }

    /// <summary>The name that a member is given.</summary>
    public static string? PropertyName(ISymbol member)
        => All(member).FirstOrDefault(static found => Name(found) == "JsonPropertyName")?.ConstructorArguments.FirstOrDefault().Value as string;

    /// <summary>The name that an enum's member is given.</summary>
    public static string? EnumMemberName(ISymbol member)
        => All(member).FirstOrDefault(static found => Name(found) == "JsonStringEnumMemberName")?.ConstructorArguments.FirstOrDefault().Value as string;

    public static bool IsRequired(ISymbol member) => All(member).Any(static found => Name(found) == "JsonRequired");

    public static bool IsIgnored(ISymbol member)
        => All(member).Any(static found => Name(found) == "JsonIgnore" && Condition(found) == Always);

    public static bool IsConstructor(ISymbol member) => All(member).Any(static found => Name(found) == "JsonConstructor");

    private static string Condition(AttributeData ignore)
        => ignore.NamedArguments.FirstOrDefault(static argument => argument.Key == "Condition").Value.Value?.ToString() ?? Always;

    private static System.Collections.Generic.IEnumerable<AttributeData> All(ISymbol symbol)
        => symbol.GetAttributes().Where(static attribute => attribute.AttributeClass?.ContainingNamespace.ToDisplayString() == KnownSymbols.JsonNamespace);

    private static string Name(AttributeData attribute)
    {
        var name = attribute.AttributeClass!.Name;
        return name.Substring(0, name.Length - "Attribute".Length);
    }
}
