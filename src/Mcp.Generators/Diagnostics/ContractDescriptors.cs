using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Diagnostics;

/// <summary>The descriptors of what is wrong with a contract's own shape.</summary>
internal static class ContractDescriptors
{
    private const string Category = "Mcp.Contract";

    public static readonly DiagnosticDescriptor NotPartial = Error(
        DiagnosticIds.NotPartial, "Contract is not partial", "'{0}' must be partial, since the other half is generated");

    public static readonly DiagnosticDescriptor OutOfReach = Error(
        DiagnosticIds.OutOfReach, "Contract is out of reach", "'{0}' cannot be implemented: {1}");

    public static readonly DiagnosticDescriptor NotAMethod = Error(
        DiagnosticIds.NotAMethod, "Contract has a member that is not a method", "'{0}' calls nothing: a contract has methods only, and members with a body");

    public static readonly DiagnosticDescriptor GenericMethod = Error(
        DiagnosticIds.GenericMethod, "Contract has a generic method", "'{0}' is generic, so nothing can be generated to read and write its types");

    public static readonly DiagnosticDescriptor WrongReturn = Error(
        DiagnosticIds.WrongReturn, "Contract's method returns neither a task nor a stream of news", "'{0}' cannot return this: {1}");

    public static readonly DiagnosticDescriptor ByReference = Error(
        DiagnosticIds.ByReference, "Contract's method has a parameter by reference", "'{0}' cannot be passed by reference to a server");

    public static readonly DiagnosticDescriptor TokenPlace = Other(
        DiagnosticIds.TokenPlace, DiagnosticSeverity.Warning, "CancellationToken is not the last parameter", "'{0}': {1}");

    public static readonly DiagnosticDescriptor NoToken = Other(
        DiagnosticIds.NoToken, DiagnosticSeverity.Info, "Contract's method has no CancellationToken", "'{0}' cannot be given up: it has no CancellationToken");

    public static readonly DiagnosticDescriptor SameTarget = Error(
        DiagnosticIds.SameTarget, "Two methods call the same", "'{0}' repeats another method: {1}");

    public static readonly DiagnosticDescriptor TemplateMismatch = Error(
        DiagnosticIds.TemplateMismatch, "Parameters do not fit what the method asks for", "'{0}' does not fit: {1}");

    public static readonly DiagnosticDescriptor NotText = Error(
        DiagnosticIds.NotText, "Prompt's argument is not a string", "'{0}' must be a string: a prompt's arguments are texts");

    public static readonly DiagnosticDescriptor OddName = Other(
        DiagnosticIds.OddName, DiagnosticSeverity.Warning, "Name is none that every server takes", "'{0}' is no good name: {1}");

    public static readonly DiagnosticDescriptor TwoKinds = Error(
        DiagnosticIds.TwoKinds, "Method stands for two things", "'{0}' can be a tool, a prompt or a resource, but only one of them");

    public static readonly DiagnosticDescriptor NoContract = new(
        DiagnosticIds.NoContract,
        "Attribute stands outside of a contract",
        "[{0}] says nothing here: '{1}' is not marked with [McpClient]",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Of(DiagnosticIds.NoContract),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor NotInRevision = Error(
        DiagnosticIds.NotInRevision, "Member is not in the chosen revision", "'{0}' is not there: {1}");

    public static readonly DiagnosticDescriptor TwoRevisions = Error(
        DiagnosticIds.TwoRevisions, "Contract has types of two revisions", "A type of {0} cannot stand here: {1}");

    public static readonly ImmutableArray<DiagnosticDescriptor> All = ImmutableArray.Create(
        NotPartial, OutOfReach, NotAMethod, GenericMethod, WrongReturn, ByReference, TokenPlace, NoToken,
        SameTarget, TemplateMismatch, NotText, OddName, TwoKinds, NoContract, NotInRevision, TwoRevisions);

    private static DiagnosticDescriptor Error(string id, string title, string message) => Other(id, DiagnosticSeverity.Error, title, message);

    private static DiagnosticDescriptor Other(string id, DiagnosticSeverity severity, string title, string message)
        => new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: HelpLinks.Of(id));
}
