using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>An enum of an app: text on the wire, by its members' names in camel case or as <c>[JsonStringEnumMemberName]</c> gives them.</summary>
internal static class EnumReader
{
    private const string Converter = "JsonStringEnumConverter";

    public static TypeModel? Read(INamedTypeSymbol type, string @namespace, string serializer, out string reason)
    {
        var members = type.GetMembers().OfType<IFieldSymbol>().Where(static field => field.HasConstantValue).ToList();
        var values = members
            .Select(static member => new EnumValue(JsonAttributes.EnumMemberName(member) ?? ContractNames.Member(member.Name), member.Name))
            .ToList();
        reason = WhyNot(type, members, values);
        return reason.Length > 0 ? null : new EnumModel(@namespace, serializer) { Values = values.ToEquatable() };
    }

    private static string WhyNot(INamedTypeSymbol type, List<IFieldSymbol> members, List<EnumValue> values)
    {
        if (type.GetAttributes().Any(static attribute => attribute.AttributeClass is { } found && KnownSymbols.Is(found, "System.FlagsAttribute")))
        {
            return "its values are flags, which a single text cannot say";
        }

        if (JsonAttributes.WhyNotType(type) is { } ignored)
        {
            return ignored + $"; a converter such as {Converter} is not needed, since enums are text already";
        }

        if (members.Count == 0)
        {
            return "it has no values";
        }

        if (members.GroupBy(static member => member.ConstantValue).Any(static group => group.Count() > 1))
        {
            return "two of its members have one value";
        }

        return values.GroupBy(static value => value.Text, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } clash
            ? $"two of its members are called '{clash.Key}' on the wire"
            : "";
    }
}
