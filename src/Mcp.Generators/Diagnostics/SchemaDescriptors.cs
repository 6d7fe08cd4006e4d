using System.Collections.Immutable;
using System.Linq;
using Mcp.Generators.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Mcp.Generators.Diagnostics;

/// <summary>The descriptors of what is wrong inside schema files and the two files beside them.</summary>
internal static class SchemaDescriptors
{
    public static readonly DiagnosticDescriptor NotJson = Error(
        DiagnosticIds.NotJson, "Schema file is not JSON", "The file is not JSON: {0}");

    public static readonly DiagnosticDescriptor UnsupportedKeyword = Error(
        DiagnosticIds.UnsupportedKeyword, "Schema keyword is not supported", "The keyword '{0}' is not supported here, so what the schema means cannot be told");

    public static readonly DiagnosticDescriptor UnresolvedReference = Error(
        DiagnosticIds.UnresolvedReference, "Schema reference leads nowhere", "The reference '{0}' leads to no definition of this file");

    public static readonly DiagnosticDescriptor NoDiscriminator = Error(
        DiagnosticIds.NoDiscriminator, "Union has no discriminator", "Nothing tells '{0}' from the other cases of '{1}'");

    public static readonly DiagnosticDescriptor NameClash = Error(
        DiagnosticIds.NameClash, "Two schemas have one C# name", "Two different schemas would both be called '{0}'");

    public static readonly DiagnosticDescriptor NoResult = Error(
        DiagnosticIds.NoResult, "Request has no result", "The request '{0}' has no result: {1}");

    public static readonly DiagnosticDescriptor UnknownRevision = Error(
        DiagnosticIds.UnknownRevision, "Schema file has no revision", "'{0}' is no revision: a schema file stands in a folder named after its date, as in schema/2025-03-26/schema.json");

    public static readonly DiagnosticDescriptor RevisionTwice = Error(
        DiagnosticIds.RevisionTwice, "Revision is there twice", "The revision {0} is there already, in {1}: its types would have two meanings under one name");

    public static readonly DiagnosticDescriptor UnknownFormat = Warning(
        DiagnosticIds.UnknownFormat, "Schema format is not known", "The format '{0}' is not known, so the value stays what its type says");

    public static readonly DiagnosticDescriptor UnusedEntry = Warning(
        DiagnosticIds.UnusedEntry, "Entry matches nothing", "'{0}' matches nothing that a revision here or the protocol itself defines");

    public static readonly ImmutableArray<DiagnosticDescriptor> All = ImmutableArray.Create(
        NotJson, UnsupportedKeyword, UnresolvedReference, NoDiscriminator, NameClash, NoResult, UnknownRevision, RevisionTwice, UnknownFormat, UnusedEntry);

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

    private static DiagnosticDescriptor Error(string id, string title, string message)
        => new(id, title, message, "Mcp.Schema", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpLinks.Of(id));

    private static DiagnosticDescriptor Warning(string id, string title, string message)
        => new(id, title, message, "Mcp.Schema", DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpLinks.Of(id));
}
