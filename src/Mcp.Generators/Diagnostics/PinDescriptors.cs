using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Diagnostics;

/// <summary>
/// The descriptors of what differs between a contract and its pin. A command line prints no further locations, so the messages name the
/// pin's file and line.
/// </summary>
internal static class PinDescriptors
{
    private const string Category = "Mcp.Pin";

    public static readonly DiagnosticDescriptor NoPin = Create(
        DiagnosticIds.NoPin, DiagnosticSeverity.Error, "Pin is missing or is none", "The pin '{0}' cannot be used: {1}");

    public static readonly DiagnosticDescriptor NotPinned = Create(
        DiagnosticIds.NotPinned, DiagnosticSeverity.Error, "Tool, prompt or resource is not in the pin", "The {0} is not in {1}{2}");

    public static readonly DiagnosticDescriptor ArgumentDrift = Create(
        DiagnosticIds.ArgumentDrift, DiagnosticSeverity.Error, "Arguments do not fit the pin", "The {0} of {1} does not fit: {2}");

    public static readonly DiagnosticDescriptor ResultDrift = Create(
        DiagnosticIds.ResultDrift, DiagnosticSeverity.Error, "Result does not fit the pin", "The {0} of {1} does not fit: {2}");

    public static readonly DiagnosticDescriptor BeyondCSharp = Create(
        DiagnosticIds.BeyondCSharp, DiagnosticSeverity.Info, "Part of a pin has no form in C#", "The {0} of {1} has a part without a form in C#: {2}");

    public static readonly DiagnosticDescriptor OtherRevision = Create(
        DiagnosticIds.OtherRevision, DiagnosticSeverity.Warning, "Pin was captured with a revision that the contract excludes", "{0} was captured with {1}, and the contract is for {2}");

    public static readonly ImmutableArray<DiagnosticDescriptor> All = ImmutableArray.Create(NoPin, NotPinned, ArgumentDrift, ResultDrift, OtherRevision);

    private static DiagnosticDescriptor Create(string id, DiagnosticSeverity severity, string title, string message)
        => new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: HelpLinks.Of(id));
}
