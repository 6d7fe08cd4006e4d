using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>The descriptors of a revision's methods: what a caller needs to make a call.</summary>
internal static class MethodTableEmitter
{
    public static SourceFile Emit(RevisionModel revision)
    {
        var writer = new SourceWriter();
        SourceFile.Begin(writer, revision.Namespace);
        writer
            .Line($"/// <summary>The methods of revision {revision.Date}, to be called over any <see cref=\"global::Mcp.McpCaller\"/>.</summary>")
            .Line(SourceFile.GeneratedCode);
        using (writer.Open("public static class McpMethods"))
        {
            var isFirst = true;
            foreach (var method in revision.Methods.Where(static method => method.Senders != Senders.Embedded))
            {
                if (!isFirst)
                {
                    writer.Line();
                }

                isFirst = false;
                EmitMethod(writer, method);
                if (method.TaskResult.Length > 0)
                {
                    writer.Line();
                    EmitMethod(writer, AsTask(method));
                }
            }
        }

        return new SourceFile($"{revision.Namespace}.McpMethods.g.cs", writer.ToString());
    }

    /// <summary>The type arguments of a method's descriptor.</summary>
    public static string Parameters(MethodModel method)
        => method.Params.Length == 0 ? "object?" : method.ParamsOptional ? method.Params + "?" : method.Params;

    /// <summary>The same request, answered with a task.</summary>
    private static MethodModel AsTask(MethodModel method) => method with
    {
        Name = method.Name + "AsTask",
        Result = method.TaskResult,
        Documentation = "Asks for the same as a task, which is what comes back; its result is fetched later. The parameters must hold a Task.",
    };

    private static void EmitMethod(SourceWriter writer, MethodModel method)
    {
        DocComment.Summary(writer, method.Documentation ?? $"The method {method.JsonName}.");
        if (method.Documentation is not null)
        {
            DocComment.Remarks(writer, $"On the wire: {method.JsonName}");
        }

        var type = method.IsNotification
            ? $"global::Mcp.McpNotificationMethod<{Parameters(method)}>"
            : $"global::Mcp.McpMethod<{Parameters(method)}, {method.Result}>";
        writer.Line($"public static readonly {type} {method.Name} =");
        using (writer.Indent())
        {
            var write = method.Params.Length == 0 ? "null"
                : method.ParamsOptional ? $"static (writer, value) => (value ?? new {method.Params}()).Write(writer)"
                : "static (writer, value) => value.Write(writer)";
            var name = Identifiers.Literal(method.JsonName);
            if (method.IsNotification)
            {
                writer.Line($"new({name}, {write});");
                return;
            }

            writer.Line($"new({name}, {write}, {method.Result}.Read)");
            using (writer.Braces("};"))
            {
                writer.Line($"Retry = global::Mcp.McpRetry.{method.Retry},");
                if (method.NameMember is not null)
                {
                    writer.Line($"NameMember = {Identifiers.Literal(method.NameMember)},");
                }
            }
        }
    }
}
