using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Models;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>A method that returns an asynchronous stream → what is watched. What is streamed says which news are meant; a resource has its attribute.</summary>
internal sealed class WatchReader(ArgumentReader arguments, Action<ContractProblem> report)
{
    private const string Forms = "a stream is of McpListChange, of McpLogEntry, or of the addresses (string) that changed at a [McpResource]";

    /// <summary>Whether a method watches and does not call.</summary>
    public static bool IsWatch(IMethodSymbol method) => KnownSymbols.Is(method.ReturnType, KnownSymbols.AsyncEnumerable);

    /// <summary>What a method watches; null, with a report, when it is nothing.</summary>
    public CallTarget? Target(IMethodSymbol method)
    {
        var marks = CallTarget.Attributes(method).ToList();
        if (marks.Count > 1)
        {
            report(new(ContractDescriptors.TwoKinds, method, ProblemPart.Attribute, method.Name) { Attribute = marks[1].Attribute });
            return null;
        }

        var (kind, attribute) = marks.Count > 0 ? ((CallKind?)marks[0].Kind, marks[0].Attribute) : (null, null);
        switch (kind, ResultOf(method))
        {
            case (null, CallResult.ListChanges):
                return new CallTarget(CallKind.Watch, "list changes", null);
            case (null, CallResult.Log):
                return new CallTarget(CallKind.Watch, "log", null);
            case (CallKind.Resource, CallResult.ResourceUpdates):
                return new CallTarget(CallKind.Watch, attribute!.ConstructorArguments.FirstOrDefault().Value as string ?? "", attribute);
            case (CallKind.Tool or CallKind.Prompt, _):
                report(new(ContractDescriptors.WrongReturn, method, ProblemPart.Type, method.Name, $"a {kind.ToString().ToLowerInvariant()} answers once, so it must return a task; {Forms}"));
                return null;
            default:
                report(new(ContractDescriptors.WrongReturn, method, ProblemPart.Type, method.Name, Forms));
                return null;
        }
    }

    public static CallResult ResultOf(IMethodSymbol method)
    {
        var item = ((INamedTypeSymbol)method.ReturnType).TypeArguments[0];
        return item switch
        {
            { NullableAnnotation: NullableAnnotation.Annotated } => CallResult.Nothing,
            { SpecialType: SpecialType.System_String } => CallResult.ResourceUpdates,
            _ when KnownSymbols.Is(item, KnownSymbols.ListChange) => CallResult.ListChanges,
            _ when KnownSymbols.Is(item, KnownSymbols.LogEntry) => CallResult.Log,
            _ => CallResult.Nothing,
        };
    }

    /// <summary>The variables of a resource's address. Other news have a token, and a log its level; nothing is sent that more could stand in.</summary>
    public (List<PropertyModel> Properties, EquatableArray<UriPart> Template) Read(
        IMethodSymbol method, CallTarget target, List<(IParameterSymbol Symbol, ParameterModel Model)> parameters)
    {
        var result = ResultOf(method);
        for (var i = 0; i < parameters.Count; i++)
        {
            var (symbol, model) = parameters[i];
            if (result == CallResult.Log && model.Role == ParameterRole.Argument && KnownSymbols.Is(TypeReader.WithoutNull(symbol.Type), KnownSymbols.LogLevel) && parameters.All(static other => other.Model.Role is not (ParameterRole.Level or ParameterRole.OptionalLevel)))
            {
                parameters[i] = (symbol, model with { Role = TypeReader.IsNullable(symbol.Type) ? ParameterRole.OptionalLevel : ParameterRole.Level });
            }
            else if (model.Role is not (ParameterRole.Token or ParameterRole.Unused) && !(result == CallResult.ResourceUpdates && model.Role == ParameterRole.Argument))
            {
                report(new(ContractDescriptors.TemplateMismatch, symbol, ProblemPart.Name, symbol.Name, WhyNot(result)));
            }
        }

        if (result != CallResult.ResourceUpdates)
        {
            return (new List<PropertyModel>(), EquatableArray<UriPart>.Empty);
        }

        var (properties, _) = arguments.Read(target, parameters);
        return (properties, arguments.Template(method, target, properties));
    }

    private static string WhyNot(CallResult result) => result switch
    {
        CallResult.ResourceUpdates => "the variables of the address and a CancellationToken are all that a resource's updates are asked for with",
        CallResult.Log => "a McpLogLevel and a CancellationToken are all that a log is asked for with",
        _ => "a CancellationToken is all that list changes are asked for with",
    };
}
