using System.Collections.Immutable;
using System.Linq;
using Mcp.Generators.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Mcp.Generators.Diagnostics;

/// <summary>The descriptors of the diagnostics that the generators themselves report: errors inside schema files.</summary>
internal static class Descriptors
{
    private const string Category = "Mcp.Schema";

    public static readonly DiagnosticDescriptor NotJson = new(
        DiagnosticIds.NotJson, "Schema file is not JSON", "The file is not JSON: {0}", Category, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor UnsupportedKeyword = new(
        DiagnosticIds.UnsupportedKeyword, "Schema keyword is not supported", "The keyword '{0}' is not supported here, so what the schema means cannot be told", Category, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor UnresolvedReference = new(
        DiagnosticIds.UnresolvedReference, "Schema reference leads nowhere", "The reference '{0}' names no definition of this file", Category, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor NoDiscriminator = new(
        DiagnosticIds.NoDiscriminator, "Union has no discriminator", "Nothing tells '{0}' from the other cases of '{1}'", Category, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor NameClash = new(
        DiagnosticIds.NameClash, "Two schemas have one C# name", "Two different schemas would both be called '{0}'", Category, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor NoResult = new(
        DiagnosticIds.NoResult, "Request has no result", "The request '{0}' has no result: {1}", Category, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor UnknownRevision = new(
        DiagnosticIds.UnknownRevision, "Schema file has no revision", "'{0}' is no revision: a schema file stands in a folder named after its date, as in schema/2025-03-26/schema.json", Category, DiagnosticSeverity.Error, true);

    public static readonly ImmutableArray<DiagnosticDescriptor> All = ImmutableArray.Create(
        NotJson, UnsupportedKeyword, UnresolvedReference, NoDiscriminator, NameClash, NoResult, UnknownRevision);

    /// <summary>Hands the diagnostic to the compiler, at its place in the file.</summary>
    public static Diagnostic ToDiagnostic(DiagnosticInfo info)
    {
        var position = info.Position;
        var location = Location.Create(
            info.Path,
            new TextSpan(position.Start, position.Length),
            new LinePositionSpan(
                new LinePosition(position.Line, position.Column),
                new LinePosition(position.EndLine, position.EndColumn)));
        var descriptor = All.First(descriptor => descriptor.Id == info.Id);
        return Diagnostic.Create(descriptor, location, info.Arguments.ToArray<object?>());
    }
}
