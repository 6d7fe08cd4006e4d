using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>What a revision has besides its data types: its descriptor, its methods and the interfaces of both sides.</summary>
internal static class RevisionEmitter
{
    public static IEnumerable<SourceFile> Emit(RevisionModel revision)
    {
        yield return EmitDescriptor(revision);
        yield return EqualityEmitter.EmitHelper(revision.Namespace);
        yield return MethodTableEmitter.Emit(revision);
        yield return ProtocolInterfaceEmitter.Emit(revision, ProtocolInterfaceEmitter.Client);
        if (revision.Methods.Any(static method => (method.Senders & Senders.Server) != 0))
        {
            yield return ProtocolInterfaceEmitter.Emit(revision, ProtocolInterfaceEmitter.Server);
        }

        foreach (var file in HandlerEmitter.Emit(revision))
        {
            yield return file;
        }
    }

    private static SourceFile EmitDescriptor(RevisionModel revision)
    {
        var writer = new SourceWriter();
        SourceFile.Begin(writer, revision.Namespace);
        var era = revision.IsStateful ? "Stateful" : "Stateless";
        var batches = revision.HasBatches ? "true" : "false";
        writer
            .Line($"/// <summary>Revision {revision.Date} of the protocol.</summary>")
            .Line(SourceFile.GeneratedCode);
        using (writer.Open("public static class Protocol"))
        {
            writer
                .Line("/// <summary>The revision, as the runtime knows it.</summary>")
                .Line("public static global::Mcp.McpRevision Revision { get; } =")
                .Line($"    global::Mcp.McpRevision.Create(\"{revision.Date}\", global::Mcp.McpEra.{era}, {batches});");
        }

        return new SourceFile($"{revision.Namespace}.Protocol.g.cs", writer.ToString());
    }
}
