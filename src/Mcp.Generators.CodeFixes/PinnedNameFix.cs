using Mcp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Mcp.Generators.CodeFixes;

/// <summary>Takes the nearest name that the pin has.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class PinnedNameFix() : NameFix("Use the nearest name in the pin", DiagnosticIds.NotPinned);
