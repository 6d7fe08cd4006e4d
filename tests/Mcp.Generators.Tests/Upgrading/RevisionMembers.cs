using Mcp.Generators.Models;
using Mcp.Generators.Schema;
using Mcp.Generators.Tests.Harness;

namespace Mcp.Generators.Tests.Upgrading;

/// <summary>A revision as somebody who writes code against it sees it: types, their members and what each is; methods and who sends them.</summary>
internal sealed class RevisionMembers
{
    private RevisionMembers(ProtocolModel protocol)
    {
        Types = protocol.Types.Where(static type => !IsMessage(type)).ToDictionary(static type => type.Name, static type => (KindOf(type), (IReadOnlyDictionary<string, string>)MembersOf(type)));
        Methods = protocol.Revision.Methods.ToDictionary(static method => method.JsonName, static method => Describe(method));
    }

    /// <summary>Name → kind, and the members with what each is.</summary>
    public IReadOnlyDictionary<string, (string Kind, IReadOnlyDictionary<string, string> Members)> Types { get; }

    /// <summary>Name on the wire → who sends it with what, and what answers.</summary>
    public IReadOnlyDictionary<string, string> Methods { get; }

    public static RevisionMembers Of(string revision)
    {
        var path = $"schema/{revision}/schema.json";
        var reading = SchemaReader.Read(new SchemaFile(path, RepositoryFiles.Text(path)), default);
        var rules = ProtocolRules.Read(new SchemaFile("schema/protocol.json", RepositoryFiles.Text("schema/protocol.json")), default);
        return new RevisionMembers(SchemaBinder.Bind(reading.Document!, rules.Rules, default).Protocol!);
    }

    /// <summary>Whole messages say no more than the method that they carry.</summary>
    private static bool IsMessage(TypeModel type)
        => type is ObjectModel { Constants: var constants } && constants.Any(static constant => constant.JsonName is "method" or "jsonrpc");

    private static string KindOf(TypeModel type) => type switch
    {
        UnionModel => "union",
        EnumModel => "enum",
        IdentifierModel => "identifier",
        ResponseModel => "result or something else",
        _ => "record",
    };

    private static Dictionary<string, string> MembersOf(TypeModel type) => type switch
    {
        ObjectModel record => record.Properties.ToDictionary(static property => property.Name, Describe),
        EnumModel values => values.Values.ToDictionary(static value => value.Name, static _ => ""),
        UnionModel union => union.Cases.ToDictionary(static one => Short(one.Type), static _ => "case"),
        _ => [],
    };

    private static string Describe(PropertyModel property)
        => property.Presence is Presence.Required ? "required " + CSharp(property.Type)
            : property.Presence is Presence.Defaulted ? CSharp(property.Type)
            : CSharp(property.Type) + "?";

    private static string Describe(MethodModel method)
    {
        var sender = method.Senders.HasFlag(Senders.Client) ? method.Senders.HasFlag(Senders.Server) ? "both sides" : "client"
            : method.Senders.HasFlag(Senders.Server) ? "server" : "server, inside a result";
        return method.IsNotification ? $"{sender}: `{Short(method.Params)}`" : $"{sender}: `{Short(method.Params)}` → `{Short(method.HandlerResult)}`";
    }

    private static string CSharp(TypeRef type) => type.Shape switch
    {
        TypeShape.Text => "string",
        TypeShape.Integer => "long",
        TypeShape.Number => "double",
        TypeShape.Boolean => "bool",
        TypeShape.Json => "McpJson",
        TypeShape.List => CSharp(type.Element!) + "[]",
        TypeShape.OneOrMany => CSharp(type.Element!) + "[]",
        TypeShape.Map => $"map of {CSharp(type.Element!)}",
        _ => Short(type.Name),
    };

    private static string Short(string name) => name[(name.LastIndexOf('.') + 1)..];
}
