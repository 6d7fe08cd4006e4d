using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Mcp.Generators.Emit;

/// <summary>
/// Finds the branch for the member that a reader stands on: a chain of comparisons for few names, branches by the name's length for
/// many. A name written with escapes has no telling length and is compared with all.
/// </summary>
internal static class PropertyDispatch
{
    private const int LongestChain = 6;

    /// <param name="writer">Where to.</param>
    /// <param name="branches">Names and the statement for each.</param>
    /// <param name="otherwise">The statement for any other name.</param>
    public static void Emit(SourceWriter writer, IReadOnlyList<(string Name, string Statement)> branches, string otherwise)
    {
        if (branches.Count <= LongestChain)
        {
            EmitChain(writer, branches, otherwise);
        }
        else
        {
            EmitLengths(writer, branches, otherwise);
        }
    }

    private static void EmitChain(SourceWriter writer, IReadOnlyList<(string Name, string Statement)> branches, string otherwise)
    {
        var keyword = "if";
        foreach (var (name, statement) in branches)
        {
            using (writer.Open($"{keyword} (reader.NameIs({Identifiers.Utf8(name)}))"))
            {
                writer.Line(statement);
            }

            keyword = "else if";
        }

        if (branches.Count == 0)
        {
            writer.Line(otherwise);
            return;
        }

        using (writer.Open("else"))
        {
            writer.Line(otherwise);
        }
    }

    private static void EmitLengths(SourceWriter writer, IReadOnlyList<(string Name, string Statement)> branches, string otherwise)
    {
        using var block = writer.Open("switch (reader.NameIsEscaped ? -1 : reader.NameLength)");
        foreach (var (name, statement) in branches.OrderBy(static branch => branch.Name.Length).ThenBy(static branch => branch.Name, StringComparer.Ordinal))
        {
            writer.Line($"case {Encoding.UTF8.GetByteCount(name)} or -1 when reader.NameIs({Identifiers.Utf8(name)}):");
            using (writer.Indent())
            {
                writer.Line(statement).Line("break;");
            }
        }

        writer.Line("default:");
        using (writer.Indent())
        {
            writer.Line(otherwise).Line("break;");
        }
    }
}
