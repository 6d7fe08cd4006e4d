using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Models;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>Reads the methods of one contract.</summary>
internal sealed class CallReader
{
    private readonly INamedTypeSymbol _contract;
    private readonly TypeReader _types;
    private readonly ContractSettings _settings;
    private readonly Action<ContractProblem> _report;
    private readonly ArgumentReader _arguments;
    private readonly ResultReader _results;
    private readonly WatchReader _watches;
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    public CallReader(INamedTypeSymbol contract, Compilation compilation, ContractSettings settings, TypeReader types, Action<ContractProblem> report)
    {
        _contract = contract;
        _types = types;
        _settings = settings;
        _report = report;
        _arguments = new ArgumentReader(types, settings, CheckRevision, report);
        _results = new ResultReader(types, settings, CheckRevision, report);
        _watches = new WatchReader(_arguments, report);
        Revision = settings.ProtocolVersion;
        if (settings.ProtocolVersion is { } version && WhyNotRevision(version, compilation) is { } reason)
        {
            report(new(ContractDescriptors.NotInRevision, contract, ProblemPart.AttributeArgument, version, reason) { Attribute = settings.Attribute, Hint = nameof(ContractSettings.ProtocolVersion) });
        }
    }

    /// <summary>The only revision that the contract is for, by its settings or by the protocol's types that were met; null for all.</summary>
    public string? Revision { get; private set; }

    public static string NamespaceOf(INamedTypeSymbol type) => type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString();

    public CallModel? Read(ISymbol member)
    {
        if (member is not IMethodSymbol { IsStatic: false } method)
        {
            _report(new(ContractDescriptors.NotAMethod, member, ProblemPart.Name, member.Name));
            return null;
        }

        if (method.IsGenericMethod)
        {
            _report(new(ContractDescriptors.GenericMethod, method, ProblemPart.Name, method.Name));
            return null;
        }

        return WatchReader.IsWatch(method) ? ReadWatch(method) : ReadCall(method);
    }

    private CallModel? ReadCall(IMethodSymbol method)
    {
        var target = CallTarget.Of(method, _settings.MethodNaming, _report);
        var key = Key(method);
        var parameters = _arguments.Roles(method);
        CheckTokens(method, parameters);
        var (properties, body) = _arguments.Read(target, parameters);
        var call = Call(method, target, key, parameters, properties) with
        {
            Body = body,
            Template = target.Kind == CallKind.Resource ? _arguments.Template(method, target, properties) : EquatableArray<UriPart>.Empty,
        };
        return _results.Read(call, method);
    }

    private CallModel? ReadWatch(IMethodSymbol method)
    {
        if (_watches.Target(method) is not { } target)
        {
            return null;
        }

        var key = Key(method);
        var parameters = _arguments.Roles(method);
        CheckTokens(method, parameters);
        var (properties, template) = _watches.Read(method, target, parameters);
        return Call(method, target, key, parameters, properties) with { Result = WatchReader.ResultOf(method), Template = template };
    }

    private CallModel Call(
        IMethodSymbol method, CallTarget target, string key, IEnumerable<(IParameterSymbol Symbol, ParameterModel Model)> parameters, IEnumerable<PropertyModel> properties)
        => new(target.Kind, method.Name, target.Name, key)
        {
            ReturnType = method.ReturnType.ToDisplayString(KnownSymbols.Printed),
            Parameters = parameters.Select(static parameter => parameter.Model).ToEquatable(),
            Arguments = Arguments(key, properties),
            IsIdempotent = target.Attribute?.NamedArguments.Any(static argument => argument is { Key: "Idempotent", Value.Value: true }) ?? false,
        };

    private ObjectModel Arguments(string key, IEnumerable<PropertyModel> properties)
    {
        var name = key + "Arguments";
        while (_contract.ContainingNamespace.GetTypeMembers(name).Any())
        {
            name += "_";
        }

        var target = NamespaceOf(_contract) is { Length: > 0 } container ? $"global::{container}.{name}" : $"global::{name}";
        return new ObjectModel(NamespaceOf(_contract), name) { Target = target, Properties = properties.ToEquatable(), IsChecked = true };
    }

    /// <summary>A call can be given up by one token, and every C# developer looks for it at the end.</summary>
    private void CheckTokens(IMethodSymbol method, IReadOnlyList<(IParameterSymbol Symbol, ParameterModel Model)> parameters)
    {
        var tokens = parameters.Where(static parameter => parameter.Model.Role is ParameterRole.Token or ParameterRole.Unused).ToList();
        if (tokens.Count == 0)
        {
            _report(new(ContractDescriptors.NoToken, method, ProblemPart.Name, method.Name));
        }
        else if (tokens.Count > 1)
        {
            _report(new(ContractDescriptors.TokenPlace, tokens[1].Symbol, ProblemPart.Name, tokens[1].Symbol.Name, "the method has a CancellationToken already, and this one is never looked at"));
        }
        else if (tokens[0].Symbol.Ordinal != method.Parameters.Length - 1)
        {
            _report(new(ContractDescriptors.TokenPlace, tokens[0].Symbol, ProblemPart.Name, tokens[0].Symbol.Name, "a CancellationToken stands last"));
        }
    }

    /// <summary>Types of two revisions cannot go over one connection.</summary>
    private bool CheckRevision(ISymbol symbol)
    {
        foreach (var revision in _types.Revisions)
        {
            if (Revision is not null && Revision != revision)
            {
                var first = _settings.ProtocolVersion is null ? "the contract has types of" : "the contract is for";
                _report(new(ContractDescriptors.TwoRevisions, symbol, ProblemPart.Type, revision, $"{first} {Revision}"));
                _types.Revisions.Clear();
                return false;
            }

            Revision = revision;
        }

        _types.Revisions.Clear();
        return true;
    }

    /// <summary>Why there is no such revision; null when there is one. Without the protocol's assembly nothing is known, and nothing said.</summary>
    private static string? WhyNotRevision(string version, Compilation compilation)
    {
        var known = compilation.GlobalNamespace.GetNamespaceMembers().FirstOrDefault(static found => found.Name == "Mcp")?.GetNamespaceMembers()
            .Where(static found => found.Name.Length == 11 && found.Name[0] == 'V')
            .Select(static found => found.Name.Substring(1).Replace('_', '-'))
            .OrderBy(static found => found, StringComparer.Ordinal)
            .ToList();
        return known is not { Count: > 0 } || known.Contains(version) ? null : $"no such revision is compiled here; there are {string.Join(", ", known)}";
    }

    private string Key(IMethodSymbol method)
    {
        var name = WireNames.WithoutSuffix(method.Name);
        var key = name;
        for (var number = 2; !_keys.Add(key); number++)
        {
            key = name + number;
        }

        return key;
    }
}
