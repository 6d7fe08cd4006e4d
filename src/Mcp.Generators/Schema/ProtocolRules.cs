using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Json;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>What the schemas cannot say: <c>schema/protocol.json</c>. Without the file, the cautious defaults.</summary>
internal sealed record ProtocolRules
{
    public EquatableArray<MethodRule> Methods { get; init; }

    /// <summary>The resultType of a result type, where it is another than <see cref="OtherResultType"/>.</summary>
    public EquatableArray<NamedText> ResultTypes { get; init; }

    public string OtherResultType { get; init; } = "complete";

    /// <summary>What a required member means when an older peer leaves it out.</summary>
    public EquatableArray<NamedText> MissingMeans { get; init; }

    /// <summary>The revisions whose concrete types lack the <c>_meta</c> of their bases.</summary>
    public EquatableArray<string> RevisionsWithoutMeta { get; init; }

    public static ProtocolRules Default { get; } = new();

    public MethodRule Method(string name)
        => Methods.FirstOrDefault(rule => rule.Name == name) ?? new MethodRule(name, Retry.Never, false, null, null);

    public string ResultType(string type) => Find(ResultTypes, type) ?? OtherResultType;

    public string? Missing(string member) => Find(MissingMeans, member);

    /// <summary>Reads the file; an error leaves the defaults.</summary>
    public static RulesReading Read(SchemaFile file, CancellationToken cancellation)
    {
        var (root, error, position) = JsonParser.Parse(file.Text, cancellation);
        if (root is null)
        {
            var info = new DiagnosticInfo(DiagnosticIds.NotJson, file.Path, position, new EquatableArray<string>(new[] { error! }));
            return new RulesReading(Default, new EquatableArray<DiagnosticInfo>(new[] { info }));
        }

        var rules = new ProtocolRules
        {
            Methods = Members(root["methods"]).Select(ReadMethod).ToEquatable(),
            ResultTypes = Members(root["resultTypes"]).Select(ReadText).ToEquatable(),
            OtherResultType = root["otherResultType"]?.Text ?? Default.OtherResultType,
            MissingMeans = Members(root["missingMeans"]).Select(ReadText).ToEquatable(),
            RevisionsWithoutMeta = (root["addMeta"]?["revisions"]?.Items ?? new List<JsonNode>())
                .Select(static item => item.Text).ToEquatable(),
        };
        return new RulesReading(rules, EquatableArray<DiagnosticInfo>.Empty);
    }

    private static IReadOnlyList<JsonMember> Members(JsonNode? node) => node?.Members ?? new List<JsonMember>();

    private static NamedText ReadText(JsonMember member) => new(member.Name, member.Value.Text);

    private static MethodRule ReadMethod(JsonMember member) => new(
        member.Name,
        member.Value["retry"]?.Text switch { "safe" => Retry.Safe, "replayed" => Retry.Replayed, _ => Retry.Never },
        member.Value["runtimeOwned"]?.Kind == JsonKind.True,
        member.Value["nameMember"]?.Text,
        member.Value["capability"]?.Text);

    private static string? Find(EquatableArray<NamedText> entries, string name)
        => entries.FirstOrDefault(entry => entry.Name == name)?.Text;
}

/// <summary>What the runtime must know of a method.</summary>
internal sealed record MethodRule(string Name, Retry Retry, bool IsRuntimeOwned, string? NameMember, string? Capability);

/// <summary>A text under a name.</summary>
internal sealed record NamedText(string Name, string Text);

/// <summary>The rules and what was wrong with their file.</summary>
internal sealed record RulesReading(ProtocolRules Rules, EquatableArray<DiagnosticInfo> Errors);
