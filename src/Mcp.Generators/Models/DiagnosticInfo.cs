using Mcp.Generators.Json;

namespace Mcp.Generators.Models;

/// <summary>A diagnostic before it meets the compiler: comparable, and free of anything that belongs to a compilation.</summary>
internal sealed record DiagnosticInfo(string Id, string Path, TextPosition Position, EquatableArray<string> Arguments);
