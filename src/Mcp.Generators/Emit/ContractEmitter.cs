using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>A contract → the generated half of its interface, and what implements it.</summary>
internal static class ContractEmitter
{
    private const string Caller = "global::Mcp.McpCaller";

    public static SourceFile Emit(ClientModel client)
    {
        var writer = new SourceWriter();
        SourceFile.Begin(writer, client.Namespace);
        var names = new ContractNames(client);
        EmitFactory(writer, client, names);
        writer.Line();
        EmitCalls(writer, client, names);
        if (client.Calls.Any(static call => call.Kind != CallKind.Watch))
        {
            writer.Line();
            MethodDescriptorEmitter.Emit(writer, client, names);
        }

        foreach (var call in client.Calls.Where(static call => call.Body is null && call.Result is not (CallResult.ListChanges or CallResult.Log)))
        {
            writer.Line();
            EmitArguments(writer, call);
        }

        return new SourceFile(FileOf(client) + ".g.cs", writer.ToString());
    }

    /// <summary>The stem of the files of a contract.</summary>
    public static string FileOf(ClientModel client) => client.FullName.Substring("global::".Length).Replace("@", "");

    private static void EmitFactory(SourceWriter writer, ClientModel client, ContractNames names)
    {
        var blocks = Reopen(writer, client);
        using (writer.Open($"partial interface {Identifiers.Escape(client.Name)} : global::Mcp.IMcpContract<{client.FullName}>"))
        {
            writer
                .Line("/// <summary>The contract over a caller: a client, or the peer of a running request. Thread-safe as the caller is, and no connection of its own.</summary>")
                .Line("/// <param name=\"caller\">What calls go through; it stays the app's to dispose.</param>")
                .Line(SourceFile.GeneratedCode)
                .Line($"static new {client.FullName} Over({Caller} caller) => {Built(client, names)};")
                .Line()
                .Line("/// <inheritdoc/>")
                .Line(SourceFile.GeneratedCode)
                .Line($"static {client.FullName} global::Mcp.IMcpContract<{client.FullName}>.Over({Caller} caller) => {Built(client, names)};");
        }

        Close(blocks);
    }

    /// <summary>A contract for one revision is not built over another one: its calls would fail one by one.</summary>
    private static string Built(ClientModel client, ContractNames names) => client.ProtocolVersion is { } version
        ? $"new {names.Calls}({Caller}.InRevision(caller, {Identifiers.Literal(version)}, {Identifiers.Literal(client.Name)}))"
        : $"new {names.Calls}(caller)";

    /// <summary>Opens the types around a contract again.</summary>
    public static Stack<SourceWriter.Block> Reopen(SourceWriter writer, ClientModel client)
    {
        var blocks = new Stack<SourceWriter.Block>();
        foreach (var container in client.Containers)
        {
            blocks.Push(writer.Open(container));
        }

        return blocks;
    }

    public static void Close(Stack<SourceWriter.Block> blocks)
    {
        while (blocks.Count > 0)
        {
            blocks.Pop().Dispose();
        }
    }

    private static void EmitCalls(SourceWriter writer, ClientModel client, ContractNames names)
    {
        writer.Line($"/// <summary>Makes the calls of <see cref=\"{client.FullName}\"/>.</summary>").Line(SourceFile.GeneratedCode);
        if (client.Calls.Count == 0)
        {
            // A primary constructor's parameter that nobody reads is a warning.
            using var empty = writer.Open($"file sealed class {names.Short(names.Calls)} : {client.FullName}");
            writer.Line($"public {names.Short(names.Calls)}({Caller} _)").Line("{").Line("}");
            return;
        }

        using var body = writer.Open($"file sealed class {names.Short(names.Calls)}({Caller} {names.Caller}) : {client.FullName}");
        var isFirst = true;
        foreach (var call in client.Calls)
        {
            if (!isFirst)
            {
                writer.Line();
            }

            isFirst = false;
            EmitCall(writer, call, names);
        }
    }

    private static void EmitCall(SourceWriter writer, CallModel call, ContractNames names)
    {
        var result = (call.Kind == CallKind.Watch ? WatchEmitter.Invocation(call, names) : Returned(call, Invocation(call, names))) + ";";
        var checks = call.Parameters.Where(static parameter => parameter.IsChecked).ToList();
        writer.Line("/// <inheritdoc/>");
        if (checks.Count == 0)
        {
            writer.Line(Signature(call) + " =>");
            using var indented = writer.Indent();
            writer.Line(result);
            return;
        }

        using var body = writer.Open(Signature(call));
        foreach (var parameter in checks)
        {
            // What is written of a keyword has an @, which is no part of the name.
            var name = Identifiers.Escape(parameter.Name);
            writer.Line($"global::System.ArgumentNullException.ThrowIfNull({name}{(name == parameter.Name ? "" : $", {Identifiers.Literal(parameter.Name)}")});");
        }

        writer.Line("return " + result);
    }

    /// <summary>One parameter stands in the line of the method, several stand in lines of their own.</summary>
    private static string Signature(CallModel call)
    {
        var parameters = call.Parameters.Select(static parameter => $"{parameter.Type} {Identifiers.Escape(parameter.Name)}").ToList();
        var start = $"public {call.ReturnType} {Identifiers.Escape(call.Name)}(";
        return parameters.Count > 1 ? $"{start}\n    {string.Join(",\n    ", parameters)})" : $"{start}{string.Concat(parameters)})";
    }

    private static string Invocation(CallModel call, ContractNames names)
    {
        var sent = Find(call, ParameterRole.Body) ?? Sent(call);
        var token = Find(call, ParameterRole.Token) ?? "default";
        return $"""
            {names.Caller}.{(call is { Result: CallResult.Nothing, IsTask: false } ? "PerformAsync" : "InvokeAsync")}(
                {names.Methods}.{Identifiers.Escape(call.Key)},
                {sent},
                {Options(call)},
                {token})
            """;
    }

    /// <summary>The arguments as the record that is written.</summary>
    public static string Sent(CallModel call)
    {
        var arguments = string.Join(", ", call.Parameters
            .Where(static parameter => parameter.Role == ParameterRole.Argument)
            .Select(static parameter => Identifiers.Escape(parameter.Name)));
        return $"new {call.Arguments.ValueType}({arguments})";
    }

    private static string Returned(CallModel call, string invocation) => call switch
    {
        { IsTask: true } => invocation + ".AsTask()",
        _ => invocation,
    };

    private static string Options(CallModel call)
    {
        var progress = Find(call, ParameterRole.Progress);
        var options = Find(call, ParameterRole.Options) ?? (Find(call, ParameterRole.OptionalOptions) is { } optional ? optional + ".GetValueOrDefault()" : null);
        return (progress, options) switch
        {
            (null, null) => "default",
            (null, _) => options,
            (_, null) => $"new global::Mcp.McpCallOptions {{ Progress = {progress} }}",
            _ => $"{options} with {{ Progress = {progress} ?? {options}.Progress }}",
        };
    }

    public static string? Find(CallModel call, ParameterRole role)
        => call.Parameters.FirstOrDefault(parameter => parameter.Role == role) is { } found ? Identifiers.Escape(found.Name) : null;

    private static void EmitArguments(SourceWriter writer, CallModel call)
    {
        var model = call.Arguments;
        var properties = string.Join(", ", model.Properties.Select(static property =>
            $"{CSharpType.Of(property.Type)}{(property.Presence is Presence.Optional or Presence.Nullable ? "?" : "")} {Identifiers.Escape(property.Name)}"));
        writer.Line($"/// <summary>The arguments of <c>{DocComment.Escape(call.Target)}</c>.</summary>").Line(SourceFile.GeneratedCode);
        using var body = writer.Open($"file readonly record struct {model.Name}({properties})");
        if (call.Kind is CallKind.Resource or CallKind.Watch)
        {
            UriEmitter.Emit(writer, call);
            return;
        }

        WriterEmitter.Emit(writer, model);
        foreach (var property in model.Properties)
        {
            CollectionEmitter.Emit(writer, property.Type, property.Helper, property.JsonName, isRead: false);
        }
    }
}
