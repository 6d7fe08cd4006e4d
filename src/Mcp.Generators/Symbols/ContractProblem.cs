using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>Which part of a declaration a problem is about.</summary>
internal enum ProblemPart
{
    Name,
    Type,
}

/// <summary>Why a contract is not implemented. Lives within one reading only and is no pipeline value.</summary>
internal sealed record ContractProblem(DiagnosticDescriptor Descriptor, ISymbol Symbol, ProblemPart Part, string First, string Second = "");
