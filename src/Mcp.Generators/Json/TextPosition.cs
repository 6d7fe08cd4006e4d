namespace Mcp.Generators.Json;

/// <summary>A range of a file: zero-based lines and columns, the end exclusive.</summary>
internal readonly record struct TextPosition(int Start, int Length, int Line, int Column, int EndLine, int EndColumn);
