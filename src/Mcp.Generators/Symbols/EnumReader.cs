using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Models;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>An enum of an app: text on the wire, by its members' names in camel case or as <c>[JsonStringEnumMemberName]</c> gives them.</summary>
internal static class EnumReader
{
    public static TypeModel? Read(INamedTypeSymbol type, string @namespace, string serializer, Naming naming, out Refusal? refusal)
    {
        if (JsonAttributes.HasPlainEnumConverter(type))
        {
            naming = Naming.AsWritten;
        }

        var members = type.GetMembers().OfType<IFieldSymbol>().Where(static field => field.HasConstantValue).ToList();
        var values = members
            .Select(member => new EnumValue(JsonAttributes.EnumMemberName(member) ?? ContractNames.Apply(member.Name, naming), member.Name))
            .ToList();
        refusal = WhyNot(type, members, values);
        return refusal is not null ? null : new EnumModel(@namespace, serializer) { Values = values.ToEquatable() };
    }

    private static Refusal? WhyNot(INamedTypeSymbol type, List<IFieldSymbol> members, List<EnumValue> values)
    {
        if (type.GetAttributes().Any(static attribute => attribute.AttributeClass is { } found && KnownSymbols.Is(found, "System.FlagsAttribute")))
        {
            return new("its values are flags, which a single text cannot say");
        }

        if (JsonAttributes.WhyNotEnum(type) is { } ignored)
        {
            return ignored;
        }

        if (members.Count == 0)
        {
            return new("it has no values");
        }

        if (members.GroupBy(static member => member.ConstantValue).Any(static group => group.Count() > 1))
        {
            return new("two of its members have one value");
        }

        return values.GroupBy(static value => value.Text, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } clash
            ? new($"two of its members are called '{clash.Key}' on the wire", JsonDescriptors.SameName)
            : null;
    }
}
