using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Mcp.Generators.Emit;
using Mcp.Generators.Models;
using Mcp.Generators.Pins;
using Mcp.Generators.Pins.Binding;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators;

/// <summary>
/// Contracts without methods that name a pin → their methods, types and implementation. The part of <see cref="McpClientGenerator"/>'s wiring
/// that is theirs. A pin that is missing or none gives a contract without methods, and an analyzer says why.
/// </summary>
internal static class PinnedContracts
{
    private static readonly PinDocument Nothing = new("", new PinServer("", null, null));

    public static void Register(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ContractModel> contracts, IncrementalValueProvider<string?> chosen, IncrementalValueProvider<EquatableArray<string>> twins)
    {
        var paths = context.AdditionalTextsProvider.Select(static (text, _) => text.Path).Collect();
        var directory = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => PinFiles.ProjectDirectory(options.GlobalOptions));
        var pinned = contracts
            .Combine(paths.Combine(directory))
            .Select(static (found, _) => new PinnedContract(found.Left, PinFiles.Find(found.Right.Left, found.Left.Pin!, found.Right.Right).Path))
            .WithTrackingName(ContractTrackingNames.PinnedContracts);

        // Only files that a contract names are read: a project may have many others.
        var wanted = pinned.Select(static (contract, _) => contract.Path).Collect().Select(static (all, _) => all.Where(static path => path is not null).Select(static path => path!).ToEquatable());
        var pins = context.AdditionalTextsProvider
            .Combine(wanted)
            .Where(static found => found.Right.Contains(found.Left.Path))
            .Select(static (found, cancellation) => new ReadPin(
                found.Left.Path, PinReader.Read(found.Left.Path, found.Left.GetText(cancellation)?.ToString() ?? "", out _, cancellation)?.Document ?? Nothing))
            .WithTrackingName(ContractTrackingNames.Pins);

        var models = pinned
            .Combine(pins.Collect())
            .Select(static (found, cancellation) => Bound(found.Left.Contract, found.Right.FirstOrDefault(pin => pin.Path == found.Left.Path)?.Document ?? Nothing, cancellation))
            .WithTrackingName(ContractTrackingNames.PinnedModels);
        Emit(context, models, chosen, twins);
    }

    private static void Emit(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<PinnedModel> models, IncrementalValueProvider<string?> chosen, IncrementalValueProvider<EquatableArray<string>> twins)
    {
        var clients = models.Select(static (model, _) => model.Client).WithTrackingName(ContractTrackingNames.PinnedClients);
        context.RegisterSourceOutput(clients.Combine(twins), static (output, client) => McpClientGenerator.Add(output, ContractEmitter.Emit(client.Left), client.Right));

        var methods = models.Select(static (model, _) => model.Methods).WithTrackingName(ContractTrackingNames.PinnedMethods);
        context.RegisterSourceOutput(methods.Combine(twins), static (output, contract) => McpClientGenerator.Add(output, PinnedMethodsEmitter.Emit(contract.Left), contract.Right));

        var needs = models
            .Select(static (model, _) => model.Needs)
            .Combine(chosen)
            .Select(static (pair, _) => pair.Left with { ProtocolVersion = pair.Left.ProtocolVersion ?? pair.Right })
            .WithTrackingName(ContractTrackingNames.PinnedNeeds);
        context.RegisterSourceOutput(needs.Combine(twins), static (output, contract) => McpClientGenerator.Add(output, NeedsEmitter.Emit(contract.Left), contract.Right));

        var types = models
            .SelectMany(static (model, _) => StablePlaces.Of(model.Types))
            .WithTrackingName(ContractTrackingNames.PinnedPlaces)
            .SelectMany(static (place, _) => place)
            .WithTrackingName(ContractTrackingNames.PinnedTypes);
        context.RegisterSourceOutput(types.Combine(twins), static (output, type) => McpClientGenerator.Add(output, TypeEmitter.Emit(type.Left), type.Right));
    }

    private static PinnedModel Bound(ContractModel contract, PinDocument pin, CancellationToken cancellation)
    {
        var model = PinBinder.Bind(contract, pin, null, null, cancellation);
        return model with { Needs = model.Needs with { PinRevision = pin.Revision.Length == 0 ? null : pin.Revision } };
    }

    /// <summary>A pin that was read.</summary>
    private sealed record ReadPin(string Path, PinDocument Document);
}
