using System;
using System.Globalization;
using System.Linq;
using Mcp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mcp.Generators.Symbols;

/// <summary>How an instance of an app's type is made.</summary>
internal static class ConstructorReader
{
    /// <summary>The marked constructor, or the one without parameters, or the only one; null with the reason when it is not clear which.</summary>
    public static IMethodSymbol? Choose(INamedTypeSymbol type, out Refusal? refusal)
    {
        refusal = null;
        var all = type.InstanceConstructors
            .Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public && !IsCopy(constructor, type))
            .ToList();
        var written = all.Where(static constructor => !constructor.IsImplicitlyDeclared).ToList();
        var chosen = all.Where(static constructor => JsonAttributes.IsConstructor(constructor)).ToList() is { Count: > 0 } marked ? marked
            : written.Where(static constructor => constructor.Parameters.IsEmpty).ToList() is { Count: > 0 } empty ? empty
            : written.Count > 0 ? written
            : all;
        if (chosen.Count == 1)
        {
            return chosen[0];
        }

        refusal = new(
            chosen.Count == 0 ? "it has no public constructor" : "it has several constructors; mark one with [JsonConstructor]",
            JsonDescriptors.NoConstructor);
        return null;
    }

    /// <summary>Whether a parameter sets a property: the same name but for case, the same type.</summary>
    public static bool Fits(IParameterSymbol parameter, IPropertySymbol property)
        => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)
            && SymbolEqualityComparer.Default.Equals(parameter.Type, property.Type);

    public static bool SetsRequiredMembers(IMethodSymbol constructor)
        => constructor.GetAttributes().Any(static attribute =>
            attribute.AttributeClass is { } found && KnownSymbols.Is(found, "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute"));

    /// <summary>A parameter's default value in C#; null when it is none that can be printed.</summary>
    public static string? Default(IParameterSymbol parameter)
    {
        var value = parameter.ExplicitDefaultValue;
        if (parameter.Type.TypeKind == TypeKind.Enum)
        {
            return $"({SymbolText.Qualified(parameter.Type)})({Convert.ToString(value, CultureInfo.InvariantCulture)})";
        }

        return value switch
        {
            null => parameter.Type.IsValueType ? "default" : null,
            string text => parameter.Type.SpecialType == SpecialType.System_String ? text : null,
            double number => double.IsNaN(number) || double.IsInfinity(number) ? null : number.ToString("R", CultureInfo.InvariantCulture) + "d",
            decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
            float number => float.IsNaN(number) || float.IsInfinity(number) ? null : number.ToString("R", CultureInfo.InvariantCulture) + "f",
            bool or byte or sbyte or short or ushort or int or uint or long or ulong or char => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
            _ => null,
        };
    }

    private static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type)
        => type.IsRecord && constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);
}
