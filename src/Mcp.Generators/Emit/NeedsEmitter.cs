using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>What a contract needs of a server, as the part of its interface that says so.</summary>
internal static class NeedsEmitter
{
    private const string Description = "global::Mcp.McpContractDescription";

    public static SourceFile Emit(NeedsModel needs)
    {
        var writer = new SourceWriter();
        var client = needs.Client;
        SourceFile.Begin(writer, client.Namespace);
        var names = new ContractNames(client);
        var contract = $"global::Mcp.IMcpDescribedContract<{client.FullName}>";
        var blocks = ContractEmitter.Reopen(writer, client);
        using (writer.Open($"partial interface {Identifiers.Escape(client.Name)} : {contract}"))
        {
            writer
                .Line("/// <summary>What the contract needs of a server: names, and the JSON Schemas of arguments and results, for checks, pins and tests.</summary>")
                .Line(SourceFile.GeneratedCode)
                .Line($"static new {Description} Describe() => {names.Needs}.All;")
                .Line()
                .Line("/// <inheritdoc/>")
                .Line(SourceFile.GeneratedCode)
                .Line($"static {Description} {contract}.Describe() => {names.Needs}.All;");
        }

        ContractEmitter.Close(blocks);
        writer.Line().Line($"/// <summary>What <see cref=\"{client.FullName}\"/> needs of a server.</summary>").Line(SourceFile.GeneratedCode);
        using (writer.Open($"file static class {names.Short(names.Needs)}"))
        {
            EmitDescription(writer, needs);
        }

        return new SourceFile(ContractEmitter.FileOf(client) + ".Needs.g.cs", writer.ToString());
    }

    private static void EmitDescription(SourceWriter writer, NeedsModel needs)
    {
        writer.Line("/// <summary>Built once, when somebody asks.</summary>");
        using var body = writer.Open($"public static readonly {Description} All = new({Identifiers.Literal(needs.Client.Name)})", "};");
        if (needs.ProtocolVersion is { } version)
        {
            writer.Line($"ProtocolVersion = {Identifiers.Literal(version)},");
        }

        if (needs.PinRevision is { } revision)
        {
            writer.Line($"PinRevision = {Identifiers.Literal(revision)},");
        }

        EmitList(writer, "Tools", needs, CallKind.Tool);
        EmitList(writer, "Prompts", needs, CallKind.Prompt);
        EmitList(writer, "Resources", needs, CallKind.Resource);
    }

    private static void EmitList(SourceWriter writer, string member, NeedsModel needs, CallKind kind)
    {
        var all = needs.Needs.Where(need => need.Kind == kind).ToList();
        if (all.Count == 0)
        {
            return;
        }

        writer.Line($"{member} =").Line("[");
        using (writer.Indent())
        {
            foreach (var need in all)
            {
                writer.Line(Item(need));
            }
        }

        writer.Line("],");
    }

    private static string Item(NeedModel need)
    {
        if (need.Kind == CallKind.Resource)
        {
            return Identifiers.Literal(need.Target) + ",";
        }

        var parts = new List<string> { Identifiers.Literal(need.Target), Schema(need.Input) };
        if (need.Output is { } output)
        {
            parts.Add(Schema(output));
        }

        return $"new(\n    {string.Join(",\n    ", parts)}),";
    }

    private static string Schema(string json) => $"global::Mcp.McpJson.Parse({Identifiers.Literal(json)})";
}
