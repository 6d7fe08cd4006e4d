using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>The interface of a side that calls, over any caller.</summary>
internal static class ProtocolInterfaceEmitter
{
    public static readonly Side Client = new("IMcpClient", "global::Mcp.IMcpProtocolClient", Senders.Client, "What a client can ask of a server");
    public static readonly Side Server = new("IMcpServer", "global::Mcp.IMcpContract", Senders.Server, "What a server can ask and tell its client");

    private const string Caller = "global::Mcp.McpCaller";
    private const string Options = "global::Mcp.McpCallOptions";
    private const string Token = "global::System.Threading.CancellationToken";
    private const string ValueTask = "global::System.Threading.Tasks.ValueTask";

    public static SourceFile Emit(RevisionModel revision, Side side)
    {
        var writer = new SourceWriter();
        var name = $"global::{revision.Namespace}.{side.Interface}";
        var implementation = side.Interface.Substring(1) + "Calls";
        var methods = revision.Methods.Where(method => method.IsCallable && (method.Senders & side.Sender) != 0).ToList();
        SourceFile.Begin(writer, revision.Namespace);
        // A side without methods keeps no caller: nothing would read it.
        var (parameter, argument) = methods.Count > 0 ? ($"({Caller} caller)", "caller") : ("", "");
        writer
            .Line($"/// <summary>{side.Summary} in revision {revision.Date}.</summary>")
            .Line(SourceFile.GeneratedCode);
        using (writer.Open($"public interface {side.Interface} : {side.Base}<{name}>"))
        {
            foreach (var (signature, _) in methods.SelectMany(Members))
            {
                writer.Line(signature + ";").Line();
            }

            writer
                .Line("/// <summary>The same calls over any caller.</summary>")
                .Line($"static new {name} Over({Caller} caller) => new {implementation}({argument});")
                .Line();
            if (side.Sender == Senders.Client)
            {
                writer
                    .Line($"static global::Mcp.McpRevision {side.Base}<{name}>.Revision => global::{revision.Namespace}.Protocol.Revision;")
                    .Line();
            }

            writer.Line($"static {name} global::Mcp.IMcpContract<{name}>.Over({Caller} caller) => new {implementation}({argument});");
        }

        writer.Line().Line(SourceFile.GeneratedCode);
        using (writer.Open($"file sealed class {implementation}{parameter} : {name}"))
        {
            var isFirst = true;
            foreach (var (signature, body) in methods.SelectMany(method => Members(method, revision)))
            {
                if (!isFirst)
                {
                    writer.Line();
                }

                isFirst = false;
                writer.Line("public " + WithoutComment(signature) + " =>");
                using (writer.Indent())
                {
                    writer.Line(body);
                }
            }
        }

        return new SourceFile($"{revision.Namespace}.{side.Interface}.g.cs", writer.ToString());
    }

    private static IEnumerable<(string Signature, string Body)> Members(MethodModel method) => Members(method, null);

    /// <summary>A method's documented signatures, and what implements them when the revision is given.</summary>
    private static IEnumerable<(string Signature, string Body)> Members(MethodModel method, RevisionModel? revision)
    {
        var descriptor = $"global::{revision?.Namespace}.McpMethods.{method.Name}";
        var parameters = method.Params.Length == 0 ? "" : $"{MethodTableEmitter.Parameters(method)} parameters{(method.ParamsOptional ? " = null" : "")}, ";
        var argument = method.Params.Length == 0 ? "null" : "parameters";
        if (method.IsNotification)
        {
            yield return (
                Comment(method) + $"{ValueTask} Notify{method.Name}Async({parameters}{Token} cancellationToken = default)",
                $"caller.NotifyAsync({descriptor}, {argument}, cancellationToken);");
            yield break;
        }

        var call = $"caller.InvokeAsync({descriptor}, {argument}, options, cancellationToken);";
        if (method.Page is not { } page)
        {
            yield return (
                Comment(method) + $"{ValueTask}<{method.Result}> {method.Name}Async({parameters}{Options} options = default, {Token} cancellationToken = default)",
                call);
            if (method.TaskResult.Length > 0)
            {
                yield return (
                    "/// <summary>Asks for the same as a task, which is what comes back; its result is fetched later. The parameters must hold a <c>Task</c>.</summary>\n"
                        + $"{ValueTask}<{method.TaskResult}> {method.Name}AsTaskAsync({parameters}{Options} options = default, {Token} cancellationToken = default)",
                    $"caller.InvokeAsync({descriptor}AsTask, {argument}, options, cancellationToken);");
            }

            yield break;
        }

        var item = CSharpType.Of(page.Item);
        yield return (
            $"/// <summary>All pages of <c>{method.JsonName}</c>, fetched as they are enumerated.</summary>\n"
                + $"global::Mcp.McpPages<{item}> {method.Name}Async({parameters}{Options} options = default)",
            $$"""
            new(async (cursor, cancellationToken) =>
            {
                var first = parameters ?? new {{method.Params}}();
                var page = await {{method.Name}}PageAsync(cursor is null ? first : first with { Cursor = cursor }, options, cancellationToken).ConfigureAwait(false);
                return new global::Mcp.McpPage<{{item}}>(page.{{page.Property}}, page.NextCursor){{(page.HasRejected ? " { Rejected = page.Rejected }" : "")}};
            });
            """);
        yield return (
            Comment(method) + $"{ValueTask}<{method.Result}> {method.Name}PageAsync({parameters}{Options} options = default, {Token} cancellationToken = default)",
            call);
    }

    private static string Comment(MethodModel method)
    {
        var writer = new SourceWriter();
        DocComment.Summary(writer, method.Documentation ?? $"The method {method.JsonName}.");
        return writer.ToString();
    }

    private static string WithoutComment(string signature) => signature.Substring(signature.LastIndexOf('\n') + 1);

    /// <summary>One of the two sides.</summary>
    public sealed record Side(string Interface, string Base, Senders Sender, string Summary);
}
