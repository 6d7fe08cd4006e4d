using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Json;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>
/// What the schemas cannot say. The protocol's own <c>schema/protocol.json</c> is always there; a project's own file of that name adds
/// rows to it, and its row counts where both have one.
/// </summary>
internal sealed record ProtocolRules
{
    private static readonly Lazy<ProtocolRules> Protocol = new(static () => Read(EmbeddedSideFiles.Read("protocol.json")));

    /// <summary>Of the project's own file, as everything here that is no method.</summary>
    public EquatableArray<MethodRule> Methods { get; init; }

    /// <summary>The resultType of a result type, where it is another than <see cref="OtherResultType"/>.</summary>
    public EquatableArray<NamedText> ResultTypes { get; init; }

    public string? OtherResultType { get; init; }

    /// <summary>What a required member means when an older peer leaves it out.</summary>
    public EquatableArray<NamedText> MissingMeans { get; init; }

    /// <summary>No rows besides the protocol's.</summary>
    public static ProtocolRules None { get; } = new();

    /// <summary>The row of a method; a method that nobody has written a row for is never repeated.</summary>
    public MethodRule Method(string name)
        => FindMethod(name) ?? Protocol.Value.FindMethod(name) ?? new MethodRule(name, Retry.Never, false, null, null);

    public string ResultType(string type)
        => Find(ResultTypes, type) ?? Find(Protocol.Value.ResultTypes, type) ?? OtherResultType ?? Protocol.Value.OtherResultType!;

    public string? Missing(string member) => Find(MissingMeans, member) ?? Find(Protocol.Value.MissingMeans, member);

    /// <summary>Whether the protocol's own rows have this one, of whatever revision it is.</summary>
    public static bool IsBuiltIn(string section, string name) => section switch
    {
        "methods" => Protocol.Value.FindMethod(name) is not null,
        "resultTypes" => Find(Protocol.Value.ResultTypes, name) is not null,
        _ => Find(Protocol.Value.MissingMeans, name) is not null,
    };

    /// <summary>Reads the file; with an error in it, none of its rows count.</summary>
    public static RulesReading Read(SchemaFile file, CancellationToken cancellation)
    {
        var (root, error, position) = JsonParser.Parse(file.Text, cancellation);
        if (root is null)
        {
            return RulesReading.Failed(new[] { new DiagnosticInfo(DiagnosticIds.NotJson, file.Path, position, new EquatableArray<string>(new[] { error! })) });
        }

        var unknown = ProtocolRulesForm.Unknown(root)
            .Select(name => new DiagnosticInfo(DiagnosticIds.UnsupportedKeyword, file.Path, name.Position, new EquatableArray<string>(new[] { name.Text })))
            .ToList();
        return unknown.Count > 0
            ? RulesReading.Failed(unknown)
            : new RulesReading(Read(root), EquatableArray<DiagnosticInfo>.Empty, SideFileEntry.Of(file.Path, root, ProtocolRulesForm.Sections));
    }

    private static ProtocolRules Read(JsonNode root) => new()
    {
        Methods = Members(root["methods"]).Select(ReadMethod).ToEquatable(),
        ResultTypes = Members(root["resultTypes"]).Select(ReadText).ToEquatable(),
        OtherResultType = root["otherResultType"]?.Text,
        MissingMeans = Members(root["missingMeans"]).Select(ReadText).ToEquatable(),
    };

    private static IReadOnlyList<JsonMember> Members(JsonNode? node) => node?.Members ?? Array.Empty<JsonMember>();

    private static NamedText ReadText(JsonMember member) => new(member.Name, member.Value.Text);

    private static MethodRule ReadMethod(JsonMember member) => new(
        member.Name,
        member.Value["retry"]?.Text switch { "safe" => Retry.Safe, "replayed" => Retry.Replayed, _ => Retry.Never },
        member.Value["runtimeOwned"]?.Kind == JsonKind.True,
        member.Value["nameMember"]?.Text,
        member.Value["capability"]?.Text);

    private MethodRule? FindMethod(string name)
    {
        foreach (var rule in Methods)
        {
            if (rule.Name == name)
            {
                return rule;
            }
        }

        return null;
    }

    private static string? Find(EquatableArray<NamedText> entries, string name)
    {
        foreach (var entry in entries)
        {
            if (entry.Name == name)
            {
                return entry.Text;
            }
        }

        return null;
    }
}

/// <summary>What the runtime must know of a method.</summary>
internal sealed record MethodRule(string Name, Retry Retry, bool IsRuntimeOwned, string? NameMember, string? Capability);

/// <summary>A text under a name.</summary>
internal sealed record NamedText(string Name, string Text);

/// <summary>The rules, what was wrong with their file, and its rows with their places.</summary>
internal sealed record RulesReading(ProtocolRules Rules, EquatableArray<DiagnosticInfo> Errors, EquatableArray<SideFileEntry> Entries)
{
    public static RulesReading None { get; } = new(ProtocolRules.None, default, default);

    public static RulesReading Failed(IEnumerable<DiagnosticInfo> errors) => None with { Errors = errors.ToEquatable() };
}
