using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>One revision, still in the terms of its schema.</summary>
internal sealed record SchemaDocument(string Path, string Revision, EquatableArray<SchemaDefinition> Definitions);

/// <summary>A named schema of a revision.</summary>
internal sealed record SchemaDefinition(string Name, SchemaNode Schema);

/// <summary>What reading a file gave: the document, if there is no error in it, and what is to be said about it.</summary>
internal sealed record SchemaReading(SchemaDocument? Document, EquatableArray<DiagnosticInfo> Errors);
