using System.Text;

namespace Mcp.Behaviour.Tests.Neutral;

/// <summary>Every dynamic call in every revision.</summary>
public sealed class DynamicCallTests
{
    private static readonly Dictionary<string, string> Who = new() { ["who"] = "Ada" };

    public static TheoryData<string> Revisions => NeutralClient.Revisions;

    public static TheoryData<string> StatefulRevisions => NeutralClient.StatefulRevisions;

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task Prompts_are_listed_and_filled_in(string revision)
    {
        await using McpClient client = await NeutralClient.ConnectAsync(revision);

        List<McpPrompt> prompts = await client.ListPromptsAsync().ToListAsync();
        McpPromptResult greeting = await client.GetPromptAsync("greet", Who);

        Assert.Equal(["greet", "bare"], prompts.Select(prompt => prompt.Name));
        Assert.Equal(("Greeting", "Greets."), (prompts[0].Title, prompts[0].Description));
        Assert.Equal([("who", true), ("how", false)], prompts[0].Arguments.Select(argument => (argument.Name, argument.IsRequired)));
        Assert.Equal("Greets.", greeting.Description);
        Assert.Equal(("user", McpContentKind.Text, "Hello Ada"), (greeting.Messages[0].Role, greeting.Messages[0].Content.Kind, greeting.Messages[0].Content.Text));
        Assert.Equal((McpContentKind.Unknown, "hologram"), (greeting.Messages[1].Content.Kind, greeting.Messages[1].Content.Type));
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task Resources_are_listed_page_by_page_and_read(string revision)
    {
        await using McpClient client = await NeutralClient.ConnectAsync(revision);

        List<McpResource> resources = await client.ListResourcesAsync().ToListAsync();
        List<McpResourceTemplate> templates = await client.ListResourceTemplatesAsync().ToListAsync();
        McpResourceContents text = Assert.Single(await client.ReadResourceAsync("demo://a"));
        McpResourceContents binary = Assert.Single(await client.ReadResourceAsync("demo://b"));

        Assert.Equal([("demo://a", null), ("demo://b", (long?)3)], resources.Select(resource => (resource.Uri, resource.Size)));
        Assert.Equal(("demo://{city}", "city"), (templates.Single().UriTemplate, templates.Single().Name));
        Assert.Equal(("content of a", "text/plain"), (text.Text, text.MimeType));
        Assert.Equal("content of a", Encoding.UTF8.GetString(text.GetBytes()));
        Assert.Null(binary.Text);
        Assert.Equal([1, 2, 3], binary.GetBytes());
        McpRemoteException none = await Assert.ThrowsAsync<McpRemoteException>(() => client.ReadResourceAsync("demo://c").AsTask());
        Assert.Equal(-32002, none.Code);
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task Arguments_are_completed_with_the_others_as_context_where_the_revision_has_it(string revision)
    {
        await using McpClient client = await NeutralClient.ConnectAsync(revision);
        string context = string.CompareOrdinal(revision, "2025-06-18") >= 0 ? """{"arguments":{"who":"Ada"}}""" : "none";

        McpCompletion prompt = await client.CompletePromptAsync("greet", "how", "lo", Who);
        McpCompletion resource = await client.CompleteResourceAsync("demo://{city}", "city", "Li");

        Assert.Equal(["ref/prompt", "greet", "how", "lo", context], prompt.Values);
        Assert.Equal((7L, true), (prompt.Total!.Value, prompt.HasMore));
        Assert.Equal(["ref/resource", "demo://{city}", "city", "Li", "none"], resource.Values);
    }

    [Theory]
    [MemberData(nameof(StatefulRevisions))]
    public async Task The_stateful_era_has_a_ping_and_subscriptions(string revision)
    {
        await using McpClient client = await NeutralClient.ConnectAsync(revision);
        await using McpSubscription all = client.SubscribeToNotifications();

        await client.PingAsync();
        await client.SubscribeResourceAsync("demo://a");
        await client.CallToolAsync("touch", McpJson.Parse("""{"uri":"demo://a"}"""));
        await client.UnsubscribeResourceAsync("demo://a");
        await client.CallToolAsync("touch", McpJson.Parse("""{"uri":"demo://a"}"""));
        await client.DisposeAsync();

        var methods = new List<string>();
        await foreach (McpNotification notification in all)
            methods.Add(notification.Method);
        Assert.Equal(6, methods.Count(method => method.EndsWith("list_changed", StringComparison.Ordinal)));
        Assert.Single(methods, "notifications/resources/updated");
    }

    [Fact]
    public async Task What_the_stateless_era_lacks_is_told_before_anything_is_sent()
    {
        await using McpClient client = await NeutralClient.ConnectAsync("2026-07-28");

        McpUnsupportedException ping = await Assert.ThrowsAsync<McpUnsupportedException>(() => client.PingAsync().AsTask());
        McpUnsupportedException subscribe = await Assert.ThrowsAsync<McpUnsupportedException>(() => client.SubscribeResourceAsync("demo://a").AsTask());

        Assert.Equal(("ping", McpDisposition.NotSent), (ping.Method, ping.Disposition));
        Assert.Contains("WatchResourceAsync", subscribe.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task Capabilities_are_read_from_the_declaration(string revision)
    {
        var few = new McpHandlerTable();
        few.Declare("tools");
        few.Declare("resources", McpJson.Parse("""{"subscribe":true}"""));
        await using McpClient all = await NeutralClient.ConnectAsync(revision);
        await using McpClient some = await NeutralClient.ConnectAsync(revision, server: few);

        McpServerCapabilities full = all.ServerCapabilities;
        Assert.True(full.Tools && full.ToolsListChanged && full.Prompts && full.PromptsListChanged && full.Resources && full.ResourcesListChanged
            && full.ResourcesSubscribe && full.Logging && full.Completions);
        McpServerCapabilities part = some.ServerCapabilities;
        Assert.True(part.Tools && part.Resources && part.ResourcesSubscribe);
        Assert.False(part.ToolsListChanged || part.Prompts || part.PromptsListChanged || part.ResourcesListChanged || part.Logging || part.Completions);
    }
}
