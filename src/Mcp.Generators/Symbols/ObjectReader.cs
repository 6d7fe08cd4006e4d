using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mcp.Generators.Symbols;

/// <summary>A class, record or struct of an app: its public properties, and how an instance is built from them.</summary>
internal sealed class ObjectReader(TypeReader types)
{
    public TypeModel? Read(INamedTypeSymbol type, string @namespace, string serializer, out string reason)
    {
        if (JsonAttributes.WhyNotType(type) is { } ignored)
        {
            reason = ignored;
            return null;
        }

        if (ConstructorReader.Choose(type, out reason) is not { } constructor)
        {
            return null;
        }

        var properties = Properties(type);
        var members = new List<PropertyModel>();
        foreach (var parameter in constructor.Parameters)
        {
            var property = properties.FirstOrDefault(property => ConstructorReader.Fits(parameter, property));
            if (property is null)
            {
                reason = $"the constructor's parameter '{parameter.Name}' belongs to no property of its name and type";
                return null;
            }

            if (property.IsRequired && !ConstructorReader.SetsRequiredMembers(constructor))
            {
                reason = $"its property '{property.Name}' is both required and set by the constructor";
                return null;
            }

            properties.Remove(property);
            if (Member(property, parameter, out reason) is not { } member)
            {
                return null;
            }

            members.Add(member);
        }

        foreach (var property in properties.Where(static property => !JsonAttributes.IsIgnored(property)))
        {
            if (Member(property, null, out reason) is not { } member)
            {
                return null;
            }

            members.Add(member);
        }

        if (members.GroupBy(static member => member.JsonName, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } clash)
        {
            reason = $"two of its members are called '{clash.Key}' on the wire";
            return null;
        }

        return new ObjectModel(@namespace, serializer) { Properties = members.ToEquatable() };
    }

    /// <summary>The public properties, inherited ones last; a property that hides or overrides another stands for it.</summary>
    private static List<IPropertySymbol> Properties(INamedTypeSymbol type)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var properties = new List<IPropertySymbol>();
        for (var current = type; current is not null; current = current.BaseType)
        {
            properties.AddRange(current.GetMembers().OfType<IPropertySymbol>().Where(property =>
                property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public } && names.Add(property.Name)));
        }

        return properties;
    }

    private PropertyModel? Member(IPropertySymbol property, IParameterSymbol? parameter, out string reason)
    {
        var refusal = JsonAttributes.WhyNotMember(property) ?? (property.GetMethod?.DeclaredAccessibility == Accessibility.Public ? null : "it cannot be read");
        if (JsonAttributes.IsIgnored(property))
        {
            refusal = "the constructor needs it, but it is ignored";
        }

        var type = refusal is null ? types.ReadMember(property.Type, out refusal) : null;
        if (type is null)
        {
            reason = $"'{property.Name}': {refusal}";
            return null;
        }

        var isNullable = TypeReader.IsNullable(property.Type);
        var presence = isNullable ? Presence.Optional : Presence.Required;
        var model = new PropertyModel(JsonAttributes.PropertyName(property) ?? ContractNames.Member(property.Name), property.Name, type, presence);
        reason = "";
        return parameter is null ? Placed(model, property, out reason) : Passed(model, parameter, isNullable, out reason);
    }

    private static PropertyModel? Passed(PropertyModel model, IParameterSymbol parameter, bool isNullable, out string reason)
    {
        reason = "";
        model = model with { Placement = Placement.Argument };
        if (!parameter.HasExplicitDefaultValue || (isNullable && parameter.ExplicitDefaultValue is null))
        {
            return model;
        }

        if (!isNullable && ConstructorReader.Default(parameter) is { } value)
        {
            return model with { Presence = Presence.Defaulted, Default = value };
        }

        reason = $"'{model.Name}': its default value cannot be kept";
        return null;
    }

    private static PropertyModel? Placed(PropertyModel model, IPropertySymbol property, out string reason)
    {
        reason = "";
        if (property.SetMethod is not { DeclaredAccessibility: Accessibility.Public } setter)
        {
            return model with { Placement = Placement.None };
        }

        if (property.IsRequired || JsonAttributes.IsRequired(property))
        {
            return model;
        }

        if (!setter.IsInitOnly)
        {
            return model with { Placement = Placement.Setter };
        }

        if (HasInitializer(property))
        {
            reason = $"'{property.Name}': a member that is init-only loses its initial value; make it required or settable";
            return null;
        }

        return model is { Presence: Presence.Required, Type.IsValueType: true } ? model with { Presence = Presence.Defaulted, Default = "default" } : model;
    }

    private static bool HasInitializer(IPropertySymbol property)
        => property.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is PropertyDeclarationSyntax { Initializer: not null });
}
