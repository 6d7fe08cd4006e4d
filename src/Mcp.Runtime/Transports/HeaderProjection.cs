namespace Mcp.Transports;

/// <summary>Which arguments of one tool are mirrored as <c>Mcp-Param-*</c> headers (2026-07-28), as its live schema annotates them.</summary>
/// <param name="Headers">The header's name after <c>Mcp-Param-</c> and the path of the argument below <c>arguments</c>.</param>
internal sealed record HeaderProjection(IReadOnlyList<(string Header, string[] Path)> Headers);
