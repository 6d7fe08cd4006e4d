using System.Text.Json;
using Mcp.Generators.Models;
using Mcp.Generators.Schema;
using Mcp.Generators.Tests.Harness;

namespace Mcp.Generators.Tests;

/// <summary>Every method of every revision, with its params, its result and who sends it.</summary>
public sealed class MethodPairingTests
{
    /// <summary>Requests and notifications of each side, as the protocol's own tables count them.</summary>
    [Theory]
    [InlineData("2024-11-05", 13, 3, 4, 7, 0)]
    [InlineData("2025-03-26", 13, 3, 4, 7, 0)]
    [InlineData("2025-06-18", 13, 4, 4, 7, 0)]
    [InlineData("2025-11-25", 17, 8, 5, 9, 0)]
    [InlineData("2026-07-28", 10, 0, 1, 8, 3)]
    public void All_methods_are_found(string revision, int clientRequests, int serverRequests, int clientNotifications, int serverNotifications, int embedded)
    {
        var methods = Bind(revision);

        Assert.Equal(clientRequests, methods.Count(static m => !m.IsNotification && m.Senders.HasFlag(Senders.Client)));
        Assert.Equal(serverRequests, methods.Count(static m => !m.IsNotification && m.Senders.HasFlag(Senders.Server)));
        Assert.Equal(clientNotifications, methods.Count(static m => m.IsNotification && m.Senders.HasFlag(Senders.Client)));
        Assert.Equal(serverNotifications, methods.Count(static m => m.IsNotification && m.Senders.HasFlag(Senders.Server)));
        Assert.Equal(embedded, methods.Count(static m => m.Senders.HasFlag(Senders.Embedded)));
        Assert.All(methods, static method => Assert.NotEqual(Senders.None, method.Senders));
    }

    /// <summary>The schema says twice what answers a request: by name, and by the union of the answering side.</summary>
    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public void The_result_found_by_name_is_in_the_result_union(string revision)
    {
        using var schema = JsonDocument.Parse(RepositoryFiles.Text($"schema/{revision}/schema.json"));
        var definitions = schema.RootElement.TryGetProperty("$defs", out var defs) ? defs : schema.RootElement.GetProperty("definitions");

        foreach (var method in Bind(revision).Where(static method => !method.IsNotification))
        {
            foreach (var (sender, union) in new[] { (Senders.Client, "ServerResult"), (Senders.Server, "ClientResult"), (Senders.Embedded, "InputResponse") })
            {
                if (method.Senders.HasFlag(sender))
                {
                    Assert.Contains(Short(method.Result), Members(definitions.GetProperty(union)));
                }
            }
        }
    }

    [Fact]
    public void Requests_without_a_result_of_their_own_are_answered_with_nothing()
        => Assert.Equal(
            ["logging/setLevel", "ping", "resources/subscribe", "resources/unsubscribe"],
            Bind("2025-03-26").Where(static method => Short(method.Result) == "EmptyResult").Select(static method => method.JsonName).Order());

    [Fact]
    public void Three_methods_of_the_stateless_era_may_be_answered_with_a_question()
        => Assert.Equal(
            ["prompts/get", "resources/read", "tools/call"],
            Bind("2026-07-28").Where(static method => method.HandlerResult != method.Result).Select(static method => method.JsonName).Order());

    [Fact]
    public void Older_revisions_get_the_names_that_later_ones_chose()
    {
        var methods = Bind("2024-11-05").ToDictionary(static method => method.JsonName, static method => Short(method.Params));

        Assert.Equal("PaginatedRequestParams", methods["tools/list"]);
        Assert.Equal("RequestParams", methods["ping"]);
        Assert.Equal("NotificationParams", methods["notifications/initialized"]);
        Assert.Equal("CallToolRequestParams", methods["tools/call"]);
        Assert.Equal("CreateMessageRequestParams", methods["sampling/createMessage"]);
    }

    private static List<MethodModel> Bind(string revision)
    {
        var file = new SchemaFile($"schema/{revision}/schema.json", RepositoryFiles.Text($"schema/{revision}/schema.json"));
        var reading = SchemaReader.Read(file, default);
        Assert.Empty(reading.Errors);
        var rules = ProtocolRules.Read(new SchemaFile("schema/protocol.json", RepositoryFiles.Text("schema/protocol.json")), default);
        var binding = SchemaBinder.Bind(reading.Document!, rules.Rules, default);
        Assert.Empty(binding.Errors);
        return [.. binding.Protocol!.Revision.Methods];
    }

    private static IEnumerable<string> Members(JsonElement union)
        => (union.TryGetProperty("anyOf", out var parts) ? parts.EnumerateArray() : Enumerable.Repeat(union, 1))
            .Select(static part => part.GetProperty("$ref").GetString()!.Split('/')[^1])
            .Select(Naming.TypeName);

    private static string Short(string name) => name[(name.LastIndexOf('.') + 1)..];
}
