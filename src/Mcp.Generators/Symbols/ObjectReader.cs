using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mcp.Generators.Symbols;

/// <summary>A class, record or struct of an app: its public properties, and how an instance is built from them.</summary>
internal sealed class ObjectReader(TypeReader types)
{
    public TypeModel? Read(INamedTypeSymbol type, string @namespace, string serializer, out Refusal? refusal)
    {
        refusal = JsonAttributes.WhyNotType(type) ?? JsonAttributes.WhyNotHidden(type);
        if (refusal is not null || ConstructorReader.Choose(type, out refusal) is not { } constructor)
        {
            return null;
        }

        var properties = Properties(type);
        refusal = Assign(constructor, properties, out var parameters);
        if (refusal is not null)
        {
            return null;
        }

        var members = new List<PropertyModel>();
        foreach (var property in properties.Where(property => parameters.ContainsKey(property) || !JsonAttributes.IsIgnored(property)))
        {
            parameters.TryGetValue(property, out var parameter);
            if (Member(property, parameter, out refusal) is not { } member)
            {
                return null;
            }

            members.Add(member);
        }

        if (members.GroupBy(static member => member.JsonName, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } clash)
        {
            refusal = new($"two of its members are called '{clash.Key}' on the wire", JsonDescriptors.SameName);
            return null;
        }

        return new ObjectModel(@namespace, serializer) { Properties = members.ToEquatable() };
    }

    /// <summary>The public properties in the order in which they are written; one that hides or overrides another stands for it.</summary>
    private static List<IPropertySymbol> Properties(INamedTypeSymbol type)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var properties = new List<IPropertySymbol>();
        for (var current = type; current is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; current = current.BaseType)
        {
            properties.AddRange(current.GetMembers().OfType<IPropertySymbol>().Where(property =>
                property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public } && names.Add(property.Name)));
        }

        return properties.OrderBy(JsonAttributes.Order).ToList();
    }

    /// <summary>Finds the property of each of the constructor's parameters.</summary>
    private static Refusal? Assign(IMethodSymbol constructor, List<IPropertySymbol> properties, out Dictionary<IPropertySymbol, IParameterSymbol> parameters)
    {
        parameters = new Dictionary<IPropertySymbol, IParameterSymbol>(SymbolEqualityComparer.Default);
        foreach (var parameter in constructor.Parameters)
        {
            var property = properties.FirstOrDefault(property => ConstructorReader.Fits(parameter, property));
            if (property is null)
            {
                return new($"the constructor's parameter '{parameter.Name}' belongs to no property of its name and type", JsonDescriptors.NoConstructor);
            }

            if (property.IsRequired && !ConstructorReader.SetsRequiredMembers(constructor))
            {
                return new($"its property '{property.Name}' is both required and set by the constructor", JsonDescriptors.NoConstructor);
            }

            parameters[property] = parameter;
        }

        return null;
    }

    private PropertyModel? Member(IPropertySymbol property, IParameterSymbol? parameter, out Refusal? refusal)
    {
        refusal = JsonAttributes.WhyNotMember(property)
            ?? (property.GetMethod?.DeclaredAccessibility == Accessibility.Public ? null : new Refusal("it cannot be read"))
            ?? (JsonAttributes.IsIgnored(property) ? new Refusal("the constructor needs it, but it is ignored", JsonDescriptors.NoConstructor) : null);
        var type = refusal is null ? types.ReadMember(property.Type, out refusal) : null;
        if (type is null)
        {
            refusal = refusal!.Within($"'{property.Name}'");
            return null;
        }

        var isNullable = TypeReader.IsNullable(property.Type);
        var omission = JsonAttributes.OmissionOf(property);
        var model = new PropertyModel(
            JsonAttributes.PropertyName(property) ?? WireNames.Apply(property.Name, types.MemberNaming),
            property.Name,
            type,
            isNullable ? Presence.Optional : Presence.Required)
        {
            Omission = omission,
        };
        if (omission == Omission.Default && !isNullable && type.IsValueType)
        {
            model = model with { Presence = Presence.Defaulted, Default = "default" };
        }

        model = parameter is null ? Placed(model, property, out refusal) : Passed(model, parameter, isNullable, out refusal);
        refusal = refusal?.Within($"'{property.Name}'");
        return model;
    }

    private static PropertyModel? Passed(PropertyModel model, IParameterSymbol parameter, bool isNullable, out Refusal? refusal)
    {
        refusal = null;
        model = model with { Placement = Placement.Argument, ArgumentIndex = parameter.Ordinal };
        if (!parameter.HasExplicitDefaultValue || (isNullable && parameter.ExplicitDefaultValue is null))
        {
            return model;
        }

        if (!isNullable && ConstructorReader.Default(parameter) is { } value)
        {
            return model with { Presence = Presence.Defaulted, Default = value };
        }

        refusal = new("its default value cannot be kept", JsonDescriptors.NoConstructor);
        return null;
    }

    private static PropertyModel? Placed(PropertyModel model, IPropertySymbol property, out Refusal? refusal)
    {
        refusal = null;
        if (property.SetMethod is not { DeclaredAccessibility: Accessibility.Public } setter)
        {
            if (property.IsRequired || JsonAttributes.IsRequired(property))
            {
                refusal = new("it is required, but cannot be set", JsonDescriptors.NoConstructor);
                return null;
            }

            return model with { Placement = Placement.None };
        }

        if (property.IsRequired || JsonAttributes.IsRequired(property))
        {
            // Asked for by name, so that a value is needed even where null is one.
            return model with { Placement = Placement.Initializer };
        }

        if (!setter.IsInitOnly)
        {
            return model with { Placement = Placement.Setter };
        }

        if (HasInitializer(property))
        {
            refusal = new("a member that is init-only loses its initial value; make it required or settable", JsonDescriptors.NoConstructor);
            return null;
        }

        return model is { Presence: Presence.Required, Type.IsValueType: true } ? model with { Presence = Presence.Defaulted, Default = "default" } : model;
    }

    private static bool HasInitializer(IPropertySymbol property)
        => property.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is PropertyDeclarationSyntax { Initializer: not null });
}
