using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Models;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>A method's parameters → what is sent.</summary>
internal sealed class ArgumentReader(TypeReader types, ContractSettings settings, Func<ISymbol, bool> checkRevision, Action<ContractProblem> report)
{
    /// <summary>What each parameter is for; what there can be only one of is taken once.</summary>
    public List<(IParameterSymbol Symbol, ParameterModel Model)> Roles(IMethodSymbol method)
    {
        var parameters = new List<(IParameterSymbol Symbol, ParameterModel Model)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in method.Parameters)
        {
            var role = Role(parameter);
            if (role is not (ParameterRole.Argument or ParameterRole.Body) && !seen.Add(SymbolText.Name(TypeReader.WithoutNull(parameter.Type))))
            {
                if (role == ParameterRole.Token)
                {
                    role = ParameterRole.Unused;
                }
                else
                {
                    report(new(JsonDescriptors.NotPlainData, parameter, ProblemPart.Type, TypeReader.Short(parameter.Type), "the method has a parameter of this kind already"));
                }
            }

            parameters.Add((parameter, new ParameterModel(parameter.Name, SymbolText.Printed(parameter.Type), role)
            {
                IsChecked = role is ParameterRole.Argument or ParameterRole.Body && parameter.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated },
            }));
        }

        return parameters;
    }

    /// <summary>The arguments as members of an object, or the one parameter that is all of them.</summary>
    public (List<PropertyModel> Properties, TypeRef? Body) Read(CallTarget target, IReadOnlyList<(IParameterSymbol Symbol, ParameterModel Model)> parameters)
    {
        var arguments = parameters.Where(static parameter => parameter.Model.Role is ParameterRole.Argument or ParameterRole.Body).Select(static parameter => parameter.Symbol).ToList();
        if (parameters.FirstOrDefault(static parameter => parameter.Model.Role == ParameterRole.Body).Symbol is { } body)
        {
            return (new List<PropertyModel>(), Body(body, target, arguments.Count));
        }

        var properties = new List<PropertyModel>();
        foreach (var parameter in arguments)
        {
            if (Argument(parameter, target, properties) is { } property)
            {
                properties.Add(property);
            }
        }

        return (properties, null);
    }

    /// <summary>The parts of a resource's address; each variable must be a parameter, and each parameter a variable.</summary>
    public EquatableArray<UriPart> Template(IMethodSymbol method, CallTarget target, List<PropertyModel> properties)
    {
        var parts = UriTemplate.Parse(target.Name, out var reason);
        if (parts is null)
        {
            report(new(ContractDescriptors.TemplateMismatch, method, ProblemPart.AttributeArgument, target.Name, reason) { Attribute = target.Attribute });
            return EquatableArray<UriPart>.Empty;
        }

        var variables = parts.SelectMany(static part => part.Variables).Distinct().ToList();
        var missing = variables.Where(variable => properties.All(property => property.JsonName != variable)).ToList();
        var extra = properties.Where(property => !variables.Contains(property.JsonName)).Select(static property => property.JsonName).ToList();
        if (missing.Count > 0 || extra.Count > 0)
        {
            var said = missing.Count > 0 ? $"the method has no parameter for {Quoted(missing)}" : $"the template has no variable for {Quoted(extra)}";
            report(new(ContractDescriptors.TemplateMismatch, method, ProblemPart.AttributeArgument, target.Name, said) { Attribute = target.Attribute, Hint = string.Join(",", missing) });
        }

        return parts.ToEquatable();
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(static name => $"'{name}'"));

    private TypeRef? Body(IParameterSymbol parameter, CallTarget target, int count)
    {
        var type = types.Read(parameter.Type, out var refusal);
        refusal ??= target.Kind != CallKind.Tool ? new Refusal("only a tool's arguments can be one parameter")
            : count > 1 ? new Refusal("it is all of the arguments, so there can be no other")
            : TypeReader.IsNullable(parameter.Type) && parameter.Type.NullableAnnotation == NullableAnnotation.Annotated ? new Refusal("it is all of the arguments, which are never null")
            : type!.Shape is TypeShape.Map or TypeShape.Json or TypeShape.Named && parameter.Type.TypeKind != TypeKind.Enum ? null
            : new Refusal("arguments are an object: a record, a dictionary by string or McpJson");
        if (refusal is not null)
        {
            report(new(refusal.Descriptor, parameter, ProblemPart.Type, TypeReader.Short(parameter.Type), refusal.Text));
            return null;
        }

        return checkRevision(parameter) ? type : null;
    }

    private PropertyModel? Argument(IParameterSymbol parameter, CallTarget target, List<PropertyModel> others)
    {
        if (parameter.RefKind != RefKind.None || parameter.Type.IsRefLikeType)
        {
            report(new(ContractDescriptors.ByReference, parameter, ProblemPart.Name, parameter.Name));
            return null;
        }

        var name = KnownSymbols.AttributeOf(parameter, KnownSymbols.NameAttribute)?.ConstructorArguments.FirstOrDefault().Value as string is { Length: > 0 } given
            ? given
            : target.Kind is CallKind.Resource or CallKind.Watch ? parameter.Name : WireNames.Apply(parameter.Name, settings.MemberNaming);
        if (others.Any(argument => argument.JsonName == name))
        {
            report(new(JsonDescriptors.SameName, parameter, ProblemPart.Name, parameter.Name, $"another parameter is called '{name}' on the wire, too"));
            return null;
        }

        var isNullable = TypeReader.IsNullable(parameter.Type);
        var type = types.ReadMember(parameter.Type, out var refusal);
        if (type is null)
        {
            var descriptor = refusal!.Descriptor == JsonDescriptors.NotPlainData && settings.JsonContext is not null ? JsonDescriptors.NotCovered : refusal.Descriptor;
            report(new(descriptor, parameter, ProblemPart.Type, TypeReader.Short(parameter.Type), refusal.Text));
            return null;
        }

        if (target.Kind == CallKind.Prompt && type.Shape != TypeShape.Text)
        {
            report(new(ContractDescriptors.NotText, parameter, ProblemPart.Type, parameter.Name));
            return null;
        }

        if (target.Kind is CallKind.Resource or CallKind.Watch && WhyNotInUri(parameter.Type, type) is { } reason)
        {
            report(new(JsonDescriptors.NotPlainData, parameter, ProblemPart.Type, TypeReader.Short(parameter.Type), reason));
            return null;
        }

        checkRevision(parameter);
        return new PropertyModel(name, ArgumentName(parameter.Name), type, isNullable ? Presence.Optional : Presence.Required);
    }

    /// <summary>A URI holds texts: what has one plain text form may stand there.</summary>
    private static string? WhyNotInUri(ITypeSymbol parameter, TypeRef type) => type switch
    {
        { Shape: TypeShape.Text or TypeShape.Integer or TypeShape.SmallInteger or TypeShape.Number or TypeShape.Boolean } => null,
        { Shape: TypeShape.Scalar, Accessor: "Byte" or "SByte" or "Int16" or "UInt16" or "UInt32" or "UInt64" or "Single" or "Decimal" or "Guid" } => null,
        _ => $"'{TypeReader.Short(parameter)}' has no one form in a URI; take a string, a number, a bool or a Guid",
    };

    private static ParameterRole Role(IParameterSymbol parameter)
    {
        var type = TypeReader.WithoutNull(parameter.Type);
        return SymbolText.Name(type) switch
        {
            _ when parameter.RefKind != RefKind.None => ParameterRole.Argument,
            _ when KnownSymbols.AttributeOf(parameter, KnownSymbols.ArgumentsAttribute) is not null => ParameterRole.Body,
            KnownSymbols.Token when !TypeReader.IsNullable(parameter.Type) => ParameterRole.Token,
            KnownSymbols.CallOptions => TypeReader.IsNullable(parameter.Type) ? ParameterRole.OptionalOptions : ParameterRole.Options,
            KnownSymbols.ProgressSink when KnownSymbols.Is(((INamedTypeSymbol)type).TypeArguments[0], KnownSymbols.Progress) => ParameterRole.Progress,
            _ => ParameterRole.Argument,
        };
    }

    /// <summary>A property of the arguments' record; names that a record has by itself are avoided.</summary>
    private static string ArgumentName(string parameter)
    {
        var name = char.ToUpperInvariant(parameter[0]) + parameter.Substring(1);
        return name is "Write" or "Equals" or "GetHashCode" or "ToString" or "GetType" or "Deconstruct" or "PrintMembers"
            || name.TrimEnd('_').EndsWith("Arguments", StringComparison.Ordinal) ? name + "Value" : name;
    }
}
