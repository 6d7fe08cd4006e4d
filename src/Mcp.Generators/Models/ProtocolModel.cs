namespace Mcp.Generators.Models;

/// <summary>A revision, bound: what the emitters print.</summary>
internal sealed record ProtocolModel(RevisionModel Revision, EquatableArray<TypeModel> Types);

/// <summary>A revision without its data types.</summary>
/// <param name="Date">The revision's name.</param>
/// <param name="Namespace">Where its types live.</param>
/// <param name="IsStateful">It has a handshake, and with it a session.</param>
/// <param name="HasBatches">A frame may be an array of messages.</param>
/// <param name="Methods">What can be sent.</param>
internal sealed record RevisionModel(
    string Date,
    string Namespace,
    bool IsStateful,
    bool HasBatches,
    EquatableArray<MethodModel> Methods);

/// <summary>A bound revision and what is wrong with it.</summary>
internal sealed record Binding(ProtocolModel? Protocol, EquatableArray<DiagnosticInfo> Errors);
