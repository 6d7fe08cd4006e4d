using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>Which part of a declaration a problem is about.</summary>
internal enum ProblemPart
{
    Name,
    Type,

    /// <summary>The attribute's first argument, or the attribute when it has none.</summary>
    AttributeArgument,
    Attribute,
}

/// <summary>Something about a contract. Only an error keeps it from being implemented. Lives within one reading only and is no pipeline value.</summary>
internal sealed record ContractProblem(DiagnosticDescriptor Descriptor, ISymbol Symbol, ProblemPart Part, string First, string Second = "")
{
    /// <summary>The attribute that is meant, where one is.</summary>
    public AttributeData? Attribute { get; init; }

    /// <summary>What a code fix needs to know.</summary>
    public string Hint { get; init; } = "";
}
