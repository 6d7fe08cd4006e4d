using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Emit;
using Mcp.Generators.Models;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>
/// Reads a contract. The generator takes the model and the analyzer the problems, both from this one reading, so that they cannot
/// disagree: there is a model exactly when there is no error.
/// </summary>
internal sealed class ContractReader
{
    private readonly INamedTypeSymbol _contract;
    private readonly Compilation _compilation;
    private readonly Action<ContractProblem>? _report;
    private readonly ContractSettings _settings;
    private readonly TypeReader _types;
    private readonly CallReader _calls;
    private readonly Dictionary<string, string> _targets = new(StringComparer.Ordinal);
    private readonly HashSet<string> _signatures = new(StringComparer.Ordinal);
    private bool _hasErrors;

    private ContractReader(INamedTypeSymbol contract, Compilation compilation, Action<ContractProblem>? report)
    {
        _contract = contract;
        _compilation = compilation;
        _report = report;
        _settings = ContractSettings.Of(contract);
        _types = new TypeReader(compilation, _settings);
        _calls = new CallReader(contract, compilation, _settings, _types, Report);
    }

    /// <param name="contract">The interface.</param>
    /// <param name="compilation">What it belongs to.</param>
    /// <param name="report">Hears of each problem, if anyone wants to.</param>
    /// <param name="cancellation">Asked once per member.</param>
    public static ContractModel? Read(INamedTypeSymbol contract, Compilation compilation, Action<ContractProblem>? report, CancellationToken cancellation)
        => new ContractReader(contract, compilation, report).Read(cancellation);

    /// <summary>What a contract's methods need; nothing of a contract with an error.</summary>
    /// <param name="contract">The interface.</param>
    /// <param name="compilation">What it belongs to.</param>
    /// <param name="cancellation">Asked once per member.</param>
    public static ContractNeeds ReadNeeds(INamedTypeSymbol contract, Compilation compilation, CancellationToken cancellation)
    {
        var reader = new ContractReader(contract, compilation, null);
        var calls = reader.ReadCalls(cancellation);
        var schemas = new SchemaText(reader._types.Types);
        return new ContractNeeds(
            reader._calls.Revision,
            reader._hasErrors ? Array.Empty<ContractNeed>() : calls.Where(static found => found.Call.Kind != CallKind.Watch).Select(found => new ContractNeed(found.Method, found.Call, Need(found.Call, schemas))).ToList());
    }

    private ContractModel? Read(CancellationToken cancellation)
    {
        var calls = ReadCalls(cancellation).Select(static found => found.Call).ToList();
        if (_hasErrors)
        {
            return null;
        }

        var schemas = new SchemaText(_types.Types);
        var around = ContractRules.Around(_contract);
        var client = new ClientModel(
            CallReader.NamespaceOf(_contract),
            around.Take(around.Count - 1).Select(ContractRules.Reopened).ToEquatable(),
            _contract.Name,
            SymbolText.Qualified(_contract),
            calls.ToEquatable())
        {
            ProtocolVersion = _settings.ProtocolVersion,
        };
        var needs = new NeedsModel(
            client with { Calls = EquatableArray<CallModel>.Empty },
            _calls.Revision,
            calls.Where(static call => call.Kind != CallKind.Watch).Select(call => Need(call, schemas)).Distinct().ToEquatable());
        var pin = calls.Count == 0 ? _settings.Pin : null;
        return new ContractModel(client, needs, _types.Types.ToEquatable())
        {
            Pin = pin,
            Taken = pin is null ? EquatableArray<string>.Empty : ContractRules.OtherNames(_contract).ToEquatable(),
        };
    }

    private List<(IMethodSymbol Method, CallModel Call)> ReadCalls(CancellationToken cancellation)
    {
        CheckContract();
        var calls = new List<(IMethodSymbol Method, CallModel Call)>();
        foreach (var member in ContractRules.Members(_contract))
        {
            cancellation.ThrowIfCancellationRequested();
            if (_calls.Read(member) is { } call && _signatures.Add($"{call.Name}({string.Join(", ", call.Parameters.Select(static parameter => parameter.Type))})"))
            {
                CheckTarget((IMethodSymbol)member, call);
                calls.Add(((IMethodSymbol)member, call));
            }
        }

        return calls;
    }

    private void CheckContract()
    {
        if (ContractRules.NotPartial(_contract) is { } type)
        {
            Report(new(ContractDescriptors.NotPartial, _contract, ProblemPart.Name, type.Name));
        }

        if (ContractRules.WhyOutOfReach(_contract, _compilation) is { } reason)
        {
            Report(new(ContractDescriptors.OutOfReach, _contract, ProblemPart.Name, _contract.Name, reason));
        }

        if (_settings.WhyNoContext(_compilation) is { } refusal)
        {
            Report(new(JsonDescriptors.NoContext, _contract, ProblemPart.AttributeArgument, TypeReader.Short(_settings.JsonContext!), refusal) { Attribute = _settings.Attribute, Hint = nameof(ContractSettings.JsonContext) });
        }
    }

    /// <summary>One name has one method: with two of them nobody could tell which one a pin or a check means. A resource may be read in several forms, since it has no schema.</summary>
    private void CheckTarget(IMethodSymbol method, CallModel call)
    {
        var target = $"{call.Kind} {call.Target}{(call.Kind == CallKind.Resource ? " " + call.ReturnType : "")}";
        if (_targets.TryGetValue(target, out var other))
        {
            Report(new(ContractDescriptors.SameTarget, method, ProblemPart.Name, method.Name, $"'{other}' {(call.Kind == CallKind.Watch ? "watches" : $"calls the {call.Kind.ToString().ToLowerInvariant()}")} '{call.Target}' already"));
            return;
        }

        _targets[target] = method.Name;
    }

    private static NeedModel Need(CallModel call, SchemaText schemas) => new(
        call.Kind,
        call.Target,
        call.Body is { } body ? schemas.Of(body) : schemas.Of(call.Arguments),
        call is { Kind: CallKind.Tool, Data: { } data } ? schemas.Of(data) : null);

    private void Report(ContractProblem problem)
    {
        _hasErrors |= problem.Descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        _report?.Invoke(problem);
    }
}
