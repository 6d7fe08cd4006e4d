using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Emit;
using Mcp.Generators.Models;
using Mcp.Generators.Symbols;

namespace Mcp.Generators.Pins.Binding;

/// <summary>An argument of a call with the name of its parameter.</summary>
internal sealed record BoundArgument(PropertyModel Property, string Parameter);

/// <summary>What a tool, a prompt or a template was bound to: the call, and the method that makes it.</summary>
internal sealed record BoundCall(CallModel Call, PinnedMethod Method);

/// <summary>Puts together a call and its method from arguments that are bound already; the same for tools, prompts and resources.</summary>
internal sealed class CallBinder(ClientModel contract)
{
    private const string Task = "global::System.Threading.Tasks.Task";
    private const string Progress = "progress";
    private const string Token = "cancellationToken";

    /// <summary>Members of every class, which the class of the descriptors has as well.</summary>
    private static readonly string[] Inherited = { "Equals", "GetHashCode", "GetType", "Finalize", "MemberwiseClone", "ReferenceEquals", "ToString" };

    /// <summary>An argument that is a text.</summary>
    public static PropertyModel Text(string jsonName, string name, bool isRequired, string? documentation)
        => new(jsonName, name, TypeRef.Text, isRequired ? Presence.Required : Presence.Optional, Documentation: documentation);

    /// <param name="kind">What is called.</param>
    /// <param name="target">Its name on the wire, or the template.</param>
    /// <param name="stem">The method's name without <c>Async</c>.</param>
    /// <param name="arguments">The arguments, required ones first.</param>
    /// <param name="body">The type of the one parameter that is all of the arguments, if it is so.</param>
    /// <param name="result">What is returned.</param>
    public BoundCall Bind(CallKind kind, string target, string stem, ObjectMembers arguments, TypeRef? body, string result)
    {
        var name = stem + "Arguments";
        var bound = Parameters(arguments.Properties);
        var returns = $"{Task}<{result}>";
        var parameters = body is { } whole
            ? new[] { new ParameterModel("arguments", CSharpType.Of(whole), ParameterRole.Body) { IsChecked = !whole.IsValueType } }.ToList()
            : bound.ConvertAll(static argument => Parameter(argument));
        var call = new CallModel(kind, stem + "Async", target, Inherited.Contains(stem) || stem.EndsWith("Methods", System.StringComparison.Ordinal) ? stem + kind : stem)
        {
            ReturnType = returns,
            IsTask = true,
            Body = body,
            Parameters = parameters
                .Append(new ParameterModel(Progress, "global::System.IProgress<global::Mcp.McpProgress>?", ParameterRole.Progress))
                .Append(new ParameterModel(Token, "global::System.Threading.CancellationToken", ParameterRole.Token))
                .ToEquatable(),
            Arguments = new ObjectModel(contract.Namespace, name)
            {
                Target = contract.Namespace.Length == 0 ? $"global::{name}" : $"global::{contract.Namespace}.{name}",
                Constants = arguments.Constants.ToEquatable(),
                Properties = arguments.Properties.ToEquatable(),
                IsChecked = true,
            },
        };
        var declared = body is null
            ? bound.Select(static argument => Declared(argument))
            : new[] { new PinnedParameter($"[global::Mcp.McpArguments] {parameters[0].Type} arguments", "arguments", "All arguments, as one value.") };
        return new BoundCall(call, new PinnedMethod(
            $"global::Mcp.Mcp{kind}({Identifiers.Literal(target)})", returns, call.Name, declared.Concat(Common(call.Parameters)).ToEquatable()));
    }

    private static List<BoundArgument> Parameters(IReadOnlyList<PropertyModel> properties)
    {
        var names = new NameTable(Progress, Token);
        return properties
            .Select(property => new BoundArgument(property, PinNames.Camel(property.Name) is var name ? names.Take(name, name + "Value") : ""))
            .ToList();
    }

    private static ParameterModel Parameter(BoundArgument argument)
    {
        var (property, name) = argument;
        var isNullable = property.Presence != Presence.Required;
        return new ParameterModel(name, CSharpType.Of(property.Type) + (isNullable ? "?" : ""), ParameterRole.Argument) { IsChecked = !isNullable && !property.Type.IsValueType };
    }

    private static PinnedParameter Declared(BoundArgument argument)
    {
        var (property, name) = argument;
        var attribute = name == property.JsonName && WireNames.Member(name) == name ? "" : $"[global::Mcp.McpName({Identifiers.Literal(property.JsonName)})] ";
        var @default = property.Presence == Presence.Optional ? " = null" : "";
        return new PinnedParameter(
            $"{attribute}{Parameter(argument).Type} {Identifiers.Escape(name)}{@default}", name, property.Documentation ?? $"The argument '{PinText.Clean(property.JsonName)}'.");
    }

    private static IEnumerable<PinnedParameter> Common(EquatableArray<ParameterModel> parameters)
    {
        var (progress, token) = (parameters[parameters.Count - 2], parameters[parameters.Count - 1]);
        yield return new PinnedParameter($"{progress.Type} {Progress} = null", Progress, "Receives what the server tells of the progress, all of it before the result.");
        yield return new PinnedParameter($"{token.Type} {Token} = default", Token, "Gives the call up.");
    }
}
