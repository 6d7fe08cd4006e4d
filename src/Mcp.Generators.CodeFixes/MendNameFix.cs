using Mcp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Mcp.Generators.CodeFixes;

/// <summary>Replaces what a name cannot have.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class MendNameFix() : NameFix("Use a name that every server takes", DiagnosticIds.OddName);
