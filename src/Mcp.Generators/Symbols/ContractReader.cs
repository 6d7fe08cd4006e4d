using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Models;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>
/// Reads a contract. The generator takes the model and the analyzer the problems, both from this one reading, so that they cannot
/// disagree: there is a model exactly when there is no problem.
/// </summary>
internal sealed class ContractReader
{
    private readonly INamedTypeSymbol _contract;
    private readonly Action<ContractProblem>? _report;
    private readonly TypeReader _types;
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _signatures = new(StringComparer.Ordinal);
    private bool _hasProblems;

    private ContractReader(INamedTypeSymbol contract, Compilation compilation, Action<ContractProblem>? report)
    {
        _contract = contract;
        _report = report;
        _types = new TypeReader(compilation);
    }

    /// <param name="contract">The interface.</param>
    /// <param name="compilation">What it belongs to.</param>
    /// <param name="report">Hears of each problem, if anyone wants to.</param>
    /// <param name="cancellation">Asked once per member.</param>
    public static ContractModel? Read(INamedTypeSymbol contract, Compilation compilation, Action<ContractProblem>? report, CancellationToken cancellation)
        => new ContractReader(contract, compilation, report).Read(compilation, cancellation);

    private ContractModel? Read(Compilation compilation, CancellationToken cancellation)
    {
        if (ContractRules.NotPartial(_contract) is { } type)
        {
            Report(new(ContractDescriptors.NotPartial, _contract, ProblemPart.Name, type.Name));
        }

        if (ContractRules.WhyOutOfReach(_contract, compilation) is { } reason)
        {
            Report(new(ContractDescriptors.OutOfReach, _contract, ProblemPart.Name, _contract.Name, reason));
        }

        var calls = new List<CallModel>();
        foreach (var member in ContractRules.Members(_contract))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Call(member) is { } call && _signatures.Add($"{call.Name}({string.Join(", ", call.Parameters.Select(static parameter => parameter.Type))})"))
            {
                calls.Add(call);
            }
        }

        if (_hasProblems)
        {
            return null;
        }

        var around = ContractRules.Around(_contract);
        var client = new ClientModel(
            NamespaceOf(_contract),
            around.Take(around.Count - 1).Select(ContractRules.Reopened).ToEquatable(),
            _contract.Name,
            _contract.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            calls.ToEquatable());
        return new ContractModel(client, _types.Types.ToEquatable());
    }

    private CallModel? Call(ISymbol member)
    {
        if (member is not IMethodSymbol { IsStatic: false } method)
        {
            Report(new(ContractDescriptors.NotAMethod, member, ProblemPart.Name, member.Name));
            return null;
        }

        if (method.IsGenericMethod)
        {
            Report(new(ContractDescriptors.GenericMethod, method, ProblemPart.Name, method.Name));
            return null;
        }

        var key = Key(method);
        var parameters = method.Parameters.Select(parameter => (Symbol: parameter, Role: Role(parameter))).ToList();
        foreach (var second in parameters.Where(static parameter => parameter.Role != ParameterRole.Argument).GroupBy(static parameter => KnownSymbols.NameOf(TypeReader.WithoutNull(parameter.Symbol.Type))).SelectMany(static group => group.Skip(1)))
        {
            Report(new(ContractDescriptors.NotPlainData, second.Symbol, ProblemPart.Type, TypeReader.Short(second.Symbol.Type), "the method has a parameter of this kind already"));
        }

        var arguments = Arguments(parameters.Where(static parameter => parameter.Role == ParameterRole.Argument).Select(static parameter => parameter.Symbol));
        var name = NamespaceOf(_contract) is { Length: > 0 } container ? $"global::{container}.{key}Arguments" : $"global::{key}Arguments";
        return Result(new CallModel(method.Name, Tool(method), key)
        {
            ReturnType = method.ReturnType.ToDisplayString(KnownSymbols.Printed),
            Parameters = parameters
                .Select(static parameter => new ParameterModel(parameter.Symbol.Name, parameter.Symbol.Type.ToDisplayString(KnownSymbols.Printed), parameter.Role))
                .ToEquatable(),
            Arguments = new ObjectModel(NamespaceOf(_contract), key + "Arguments") { Target = name, Properties = arguments.ToEquatable() },
        }, method);
    }

    private CallModel? Result(CallModel call, IMethodSymbol method)
    {
        var type = (method.ReturnType as INamedTypeSymbol)!;
        var name = type is null ? "" : KnownSymbols.NameOf(type);
        call = call with { IsTask = name is KnownSymbols.Task or KnownSymbols.Task + "<TResult>" };
        switch (name)
        {
            case KnownSymbols.Task or KnownSymbols.ValueTask:
                return call;
            case KnownSymbols.Task + "<TResult>" or KnownSymbols.ValueTask + "<TResult>":
                return Result(call, method, type!.TypeArguments[0]);
            default:
                Report(new(ContractDescriptors.WrongReturn, method, ProblemPart.Type, method.Name, "it must return Task, Task<T>, ValueTask or ValueTask<T>"));
                return null;
        }
    }

    private CallModel? Result(CallModel call, IMethodSymbol method, ITypeSymbol type)
    {
        if (TypeReader.IsNullable(type) && type.NullableAnnotation != NullableAnnotation.None)
        {
            Report(new(ContractDescriptors.WrongReturn, method, ProblemPart.Type, method.Name, "a tool's result is never null, so write the type without '?'"));
            return null;
        }

        if (type.SpecialType == SpecialType.System_String)
        {
            return call with { Result = CallResult.Text };
        }

        if (KnownSymbols.Is(type, KnownSymbols.ToolResult))
        {
            return call with { Result = CallResult.Raw };
        }

        if (_types.Read(type, out var reason) is { } data)
        {
            return call with { Result = CallResult.Data, Data = data };
        }

        Report(new(ContractDescriptors.NotPlainData, method, ProblemPart.Type, TypeReader.Short(type), reason));
        return null;
    }

    private List<PropertyModel> Arguments(IEnumerable<IParameterSymbol> parameters)
    {
        var arguments = new List<PropertyModel>();
        foreach (var parameter in parameters)
        {
            if (parameter.RefKind != RefKind.None)
            {
                Report(new(ContractDescriptors.ByReference, parameter, ProblemPart.Name, parameter.Name));
                continue;
            }

            var name = ContractNames.Member(parameter.Name);
            var isNullable = TypeReader.IsNullable(parameter.Type);
            if (arguments.Any(argument => argument.JsonName == name))
            {
                Report(new(ContractDescriptors.NotPlainData, parameter, ProblemPart.Type, parameter.Name, $"another parameter is called '{name}' on the wire, too"));
            }
            else if (_types.ReadMember(parameter.Type, out var reason) is { } type)
            {
                arguments.Add(new PropertyModel(name, ArgumentName(parameter.Name), type, isNullable ? Presence.Optional : Presence.Required));
            }
            else
            {
                Report(new(ContractDescriptors.NotPlainData, parameter, ProblemPart.Type, TypeReader.Short(parameter.Type), reason));
            }
        }

        return arguments;
    }

    private static ParameterRole Role(IParameterSymbol parameter)
    {
        var type = TypeReader.WithoutNull(parameter.Type);
        return KnownSymbols.NameOf(type) switch
        {
            _ when parameter.RefKind != RefKind.None => ParameterRole.Argument,
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
            || name.EndsWith("Arguments", StringComparison.Ordinal) ? name + "Value" : name;
    }

    private static string Tool(IMethodSymbol method)
    {
        var attribute = method.GetAttributes().FirstOrDefault(static found => found.AttributeClass is { } type && KnownSymbols.Is(type, KnownSymbols.ToolAttribute));
        return attribute?.ConstructorArguments.FirstOrDefault().Value is string { Length: > 0 } name ? name : ContractNames.Tool(method.Name);
    }

    private static string NamespaceOf(INamedTypeSymbol type) => type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString();

    private string Key(IMethodSymbol method)
    {
        var name = ContractNames.WithoutSuffix(method.Name);
        var key = name;
        for (var number = 2; !_keys.Add(key); number++)
        {
            key = name + number;
        }

        return key;
    }

    private void Report(ContractProblem problem)
    {
        _hasProblems = true;
        _report?.Invoke(problem);
    }
}
