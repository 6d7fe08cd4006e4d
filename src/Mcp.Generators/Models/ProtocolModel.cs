using System.Collections.Generic;
using System.Linq;

namespace Mcp.Generators.Models;

/// <summary>A revision, bound: what the emitters print.</summary>
internal sealed record ProtocolModel(RevisionModel Revision, EquatableArray<TypeModel> Types)
{
    /// <summary>The types by name only, so that a change inside of one leaves the context alone.</summary>
    public ContextModel Context => new(Revision.Date, Revision.Namespace, Types.SelectMany(Names).ToEquatable());

    private static IEnumerable<ContextType> Names(TypeModel type)
    {
        yield return new ContextType(type.Name, type.IsValueType);
        if (type is UnionModel union)
        {
            yield return new ContextType(union.UnknownName, false);
        }
    }
}

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
