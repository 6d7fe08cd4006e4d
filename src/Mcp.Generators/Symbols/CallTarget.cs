using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Models;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>What a method stands for and what that is called on the wire.</summary>
internal sealed record CallTarget(CallKind Kind, string Name, AttributeData? Attribute)
{
    private const int LongestName = 128;

    /// <summary>Reads a method's attribute, or follows its name where it has none.</summary>
    public static CallTarget Of(IMethodSymbol method, Naming naming, Action<ContractProblem> report)
    {
        var found = Attributes(method).ToList();
        if (found.Count > 1)
        {
            report(new(ContractDescriptors.TwoKinds, method, ProblemPart.Attribute, method.Name) { Attribute = found[1].Attribute });
        }

        var (kind, attribute) = found.Count > 0 ? found[0] : (CallKind.Tool, null);
        var given = attribute?.ConstructorArguments.FirstOrDefault().Value as string;
        var target = new CallTarget(kind, given is { Length: > 0 } ? given : WireNames.Method(method.Name, naming), attribute);
        if (kind != CallKind.Resource && WhyNotName(given ?? target.Name) is { } reason)
        {
            report(new(ContractDescriptors.OddName, method, attribute is null ? ProblemPart.Name : ProblemPart.AttributeArgument, given ?? target.Name, reason)
            {
                Attribute = attribute,
                Hint = given is { Length: 0 } ? target.Name : Mended(target.Name),
            });
        }

        return target;
    }

    /// <summary>The attributes that say what a method stands for.</summary>
    public static IEnumerable<(CallKind Kind, AttributeData Attribute)> Attributes(ISymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            CallKind? kind = attribute.AttributeClass is not { } type || !type.Name.StartsWith("Mcp", StringComparison.Ordinal) ? null : SymbolText.Name(type) switch
            {
                KnownSymbols.ToolAttribute => CallKind.Tool,
                KnownSymbols.PromptAttribute => CallKind.Prompt,
                KnownSymbols.ResourceAttribute => CallKind.Resource,
                _ => null,
            };
            if (kind is { } known)
            {
                yield return (known, attribute);
            }
        }
    }

    /// <summary>Why a name is none that every server takes (MCP "Tools", tool names); null when it is one.</summary>
    private static string? WhyNotName(string name) => name switch
    {
        "" => "it is empty",
        { Length: > LongestName } => $"it has more than {LongestName} characters",
        _ when name.FirstOrDefault(static c => !IsAllowed(c)) is var odd and not '\0' => $"'{odd}' is not among the letters, digits, '_', '-', '.' and '/' of a name",
        _ => null,
    };

    private static string Mended(string name) => new(name.Select(static c => IsAllowed(c) ? c : '_').Take(LongestName).ToArray());

    private static bool IsAllowed(char c)
        => c is '_' or '-' or '.' or '/' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
