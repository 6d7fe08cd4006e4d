using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>The interfaces that an app implements to answer: one per capability, one per notification, and the table that binds them.</summary>
internal static class HandlerEmitter
{
    private const string Arguments = "global::Mcp.McpRequestContext context, global::System.Threading.CancellationToken cancellationToken";
    private const string ValueTask = "global::System.Threading.Tasks.ValueTask";

    private static readonly Side[] Sides =
    {
        new("Client", Senders.Server | Senders.Embedded, "a client answers and observes"),
        new("Server", Senders.Client, "a server answers and observes"),
    };

    public static IEnumerable<SourceFile> Emit(RevisionModel revision)
    {
        foreach (var side in Sides)
        {
            yield return EmitMarker(revision, side);
            foreach (var bundle in Bundles(revision, side))
            {
                yield return EmitBundle(revision, side, bundle);
            }
        }

        yield return EmitBind(revision);
    }

    private static SourceFile EmitMarker(RevisionModel revision, Side side)
    {
        var writer = new SourceWriter();
        SourceFile.Begin(writer, revision.Namespace);
        writer
            .Line($"/// <summary>What {side.Summary} in revision {revision.Date}. Implement the interfaces that derive from it: each one declares what it stands for.</summary>")
            .Line(SourceFile.GeneratedCode)
            .Line($"public interface {side.Marker};");
        return new SourceFile($"{revision.Namespace}.{side.Marker}.g.cs", writer.ToString());
    }

    private static SourceFile EmitBundle(RevisionModel revision, Side side, Bundle bundle)
    {
        var writer = new SourceWriter();
        SourceFile.Begin(writer, revision.Namespace);
        var summary = bundle.Capability is not null
            ? $"Answers the methods of the capability <c>{bundle.Path}</c>; implementing it declares the capability."
            : bundle.Methods[0].IsNotification ? $"Observes <c>{bundle.Methods[0].JsonName}</c>." : "Answers methods that need no capability.";
        writer.Line($"/// <summary>{summary}</summary>").Line(SourceFile.GeneratedCode);
        using (writer.Open($"public interface {bundle.Interface} : global::{revision.Namespace}.{side.Marker}"))
        {
            var isFirst = true;
            foreach (var method in bundle.Methods)
            {
                if (!isFirst)
                {
                    writer.Line();
                }

                isFirst = false;
                var result = method.IsNotification ? ValueTask : $"{ValueTask}<{method.HandlerResult}>";
                DocComment.Summary(writer, method.Documentation ?? $"The method {method.JsonName}.");
                writer.Line($"{result} {HandlerName(method)}({method.Params} parameters, {Arguments});");
            }
        }

        return new SourceFile($"{revision.Namespace}.{bundle.Interface}.g.cs", writer.ToString());
    }

    private static SourceFile EmitBind(RevisionModel revision)
    {
        var writer = new SourceWriter();
        SourceFile.Begin(writer, revision.Namespace);
        writer
            .Line("/// <summary>Turns handler interfaces into the table that the runtime looks methods up in.</summary>")
            .Line(SourceFile.GeneratedCode);
        using (writer.Open("public static class McpHandlers"))
        {
            foreach (var side in Sides)
            {
                if (side.Marker != Sides[0].Marker)
                {
                    writer.Line();
                }

                EmitBind(writer, revision, side);
            }
        }

        return new SourceFile($"{revision.Namespace}.McpHandlers.g.cs", writer.ToString());
    }

    private static void EmitBind(SourceWriter writer, RevisionModel revision, Side side)
    {
        // Two names beside the common one: an object that answers for both sides fits both overloads of that.
        writer
            .Line($"/// <inheritdoc cref=\"Bind{side.Prefix}\"/>")
            .Line($"public static global::Mcp.McpHandlerTable Bind(global::{revision.Namespace}.{side.Marker} handler) => Bind{side.Prefix}(handler);")
            .Line()
            .Line($"/// <summary>Serves every interface of a {side.Prefix.ToLowerInvariant()}'s handlers that the object implements, and declares its capability.</summary>");
        using var body = writer.Open($"public static global::Mcp.McpHandlerTable Bind{side.Prefix}(global::{revision.Namespace}.{side.Marker} handler)");
        writer
            .Line("global::System.ArgumentNullException.ThrowIfNull(handler);")
            .Line($"var table = new global::Mcp.McpHandlerTable(global::{revision.Namespace}.Protocol.Revision);");
        foreach (var bundle in Bundles(revision, side))
        {
            var local = Identifiers.Local(bundle.Interface.Substring(1));
            using (writer.Open($"if (handler is global::{revision.Namespace}.{bundle.Interface} {local})"))
            {
                if (bundle.Capability is not null)
                {
                    var setting = bundle.Setting is { } part ? $", {Identifiers.Literal(part.JsonName)}, {CSharpType.Json}.Parse({Identifiers.Utf8(part.JsonValue)})" : "";
                    writer.Line($"table.Declare({Identifiers.Literal(bundle.Capability)}{setting});");
                }

                foreach (var method in bundle.Methods)
                {
                    writer.Line(method.IsNotification
                        ? $"table.Observe<{method.Params}>({Identifiers.Literal(method.JsonName)}, {method.Params}.Read, {local}.{HandlerName(method)});"
                        : $"table.Serve<{method.Params}, {method.HandlerResult}>({Identifiers.Literal(method.JsonName)}, {method.Params}.Read, static (writer, value) => value.Write(writer), {local}.{HandlerName(method)});");
                }
            }

            writer.Line();
        }

        writer.Line("return table;");
    }

    /// <summary>The bundles of a side. What both sides answer has two interfaces, named after the sides.</summary>
    private static IEnumerable<Bundle> Bundles(RevisionModel revision, Side side)
    {
        var others = new HashSet<string>(Sides.Where(other => other.Marker != side.Marker).SelectMany(other => NamedBundles(revision, other)).Select(static bundle => bundle.Name));
        return NamedBundles(revision, side).Select(bundle => others.Contains(bundle.Name) ? bundle with { Name = side.Prefix + bundle.Name } : bundle);
    }

    private static IEnumerable<Bundle> NamedBundles(RevisionModel revision, Side side)
    {
        var methods = revision.Methods
            .Where(method => method.IsHandled && method.Params.Length > 0 && (method.Senders & side.Senders) != 0)
            .ToList();
        var requests = methods
            .Where(static method => !method.IsNotification)
            .GroupBy(static method => method.Bundle)
            .Select(static group => new Bundle(group.Key, group.First().Capability, group.First().Setting, group.ToList()))
            .OrderBy(static bundle => bundle.Setting is not null);
        var notifications = methods
            .Where(static method => method.IsNotification)
            .Select(static method => new Bundle(method.Name, null, null, new List<MethodModel> { method }));
        return requests.Concat(notifications);
    }

    private static string HandlerName(MethodModel method) => method.IsNotification ? $"On{method.Name}Async" : $"{method.Name}Async";

    private sealed record Side(string Prefix, Senders Senders, string Summary)
    {
        public string Marker => $"IMcp{Prefix}Handler";
    }

    /// <summary>One interface. The parts of a capability come after the whole, which would take them away again.</summary>
    private sealed record Bundle(string Name, string? Capability, ConstantModel? Setting, List<MethodModel> Methods)
    {
        public string Path => Setting is null ? Capability! : $"{Capability}.{Setting.JsonName}";

        public string Interface => $"I{Name}Handler";
    }
}
