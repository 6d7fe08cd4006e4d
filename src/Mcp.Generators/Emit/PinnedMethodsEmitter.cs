using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>The methods that a contract gets from its pin, as the part of the interface that declares them.</summary>
internal static class PinnedMethodsEmitter
{
    public static SourceFile Emit(PinnedMethodsModel pinned)
    {
        var writer = new SourceWriter();
        SourceFile.Begin(writer, pinned.Client.Namespace);
        var blocks = ContractEmitter.Reopen(writer, pinned.Client);
        using (writer.Open($"partial interface {Identifiers.Escape(pinned.Client.Name)}"))
        {
            var isFirst = true;
            foreach (var method in pinned.Methods)
            {
                if (!isFirst)
                {
                    writer.Line();
                }

                isFirst = false;
                EmitMethod(writer, method);
            }

            if (pinned.HasLists)
            {
                writer.Line();
                EqualityEmitter.EmitHelper(writer, "private");
            }
        }

        ContractEmitter.Close(blocks);
        return new SourceFile(ContractEmitter.FileOf(pinned.Client) + ".Methods.g.cs", writer.ToString());
    }

    private static void EmitMethod(SourceWriter writer, PinnedMethod method)
    {
        DocComment.Summary(writer, method.Summary);
        DocComment.Remarks(writer, method.Remarks);
        foreach (var parameter in method.Parameters)
        {
            DocComment.Parameter(writer, parameter.Name, parameter.Documentation);
        }

        writer.Line($"/// <returns>{method.Returns}</returns>").Line($"[{method.Attribute}]").Line(SourceFile.GeneratedCode);
        writer.Line($"{method.ReturnType} {method.Name}({Parameters(method.Parameters)});");
    }

    private static string Parameters(IEnumerable<PinnedParameter> parameters) => string.Join(",", parameters.Select(static parameter => "\n    " + parameter.Declaration));
}
