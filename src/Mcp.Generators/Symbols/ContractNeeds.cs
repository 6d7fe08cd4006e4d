using System.Collections.Generic;
using Mcp.Generators.Models;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>What a contract needs of a server, with the symbols that say so. Lives within one analysis only and is no pipeline value.</summary>
/// <param name="Revision">The only revision that it is for, by its settings or by the protocol's types in it; null for all.</param>
/// <param name="Needs">What its methods need.</param>
internal sealed record ContractNeeds(string? Revision, IReadOnlyList<ContractNeed> Needs);

/// <summary>What one method needs.</summary>
internal sealed record ContractNeed(IMethodSymbol Method, CallModel Call, NeedModel Need);
