using System.Text;
using Mcp.Behaviour.Tests.Kit;

namespace Mcp.Behaviour.Tests.Neutral;

/// <summary>Catalogs: captured, kept, compared.</summary>
public sealed class CatalogTests
{
    public static TheoryData<string> Revisions => NeutralClient.Revisions;

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_catalog_holds_all_that_the_server_offers_and_survives_its_text(string revision)
    {
        await using McpClient client = await NeutralClient.ConnectAsync(revision);

        McpCatalog catalog = await McpCatalog.CaptureAsync(client);
        var again = McpCatalog.Parse(catalog.ToJson());

        Assert.Equal((revision, "neutral-server"), (catalog.Revision.Date, catalog.Server.Name));
        Assert.Equal(catalog.Tools.Select(tool => tool.Name).Order(StringComparer.Ordinal), catalog.Tools.Select(tool => tool.Name));
        Assert.Contains(catalog.Tools, tool => tool.Name == "echo");
        Assert.Equal(["bare", "greet"], catalog.Prompts.Select(prompt => prompt.Name));
        Assert.Equal(["demo://a", "demo://b"], catalog.Resources.Select(resource => resource.Uri));
        Assert.Equal(["demo://{city}"], catalog.ResourceTemplates.Select(template => template.UriTemplate));
        Assert.True(catalog.Capabilities.Completions);
        Assert.Empty(catalog.Notes);
        Assert.Equal(catalog, await McpCatalog.CaptureAsync(client));
        Assert.Equal(catalog, again);
        Assert.Equal((catalog.ToJson(), catalog.Revision.Era), (again.ToJson(), again.Revision.Era));
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task Two_connections_to_an_unchanged_server_give_the_same_bytes_and_no_changes(string revision)
    {
        await using McpClient client = await NeutralClient.ConnectAsync(revision);
        await using McpClient other = await NeutralClient.ConnectAsync(revision);

        McpCatalog one = await McpCatalog.CaptureAsync(client);
        McpCatalog two = await McpCatalog.CaptureAsync(other);

        Assert.Equal(one.ToJson(), two.ToJson());
        Assert.Equal("no changes", McpCatalog.Compare(one, two).ToString());
    }

    [Fact]
    public async Task An_unchanged_server_gives_the_same_bytes_whatever_order_it_answers_in()
    {
        McpCatalog one = await CaptureAsync("""[{"name":"b","inputSchema":{"type":"object","x":1}},{"name":"a","description":"A","inputSchema":{}}]""");
        McpCatalog other = await CaptureAsync("""[ {"inputSchema":{},"description":"\u0041","name":"a"},{"inputSchema":{"x":1, "type":"object"},"name":"b"} ]""");
        McpCatalog changed = await CaptureAsync("""[{"name":"b","inputSchema":{"type":"object","x":2}},{"name":"a","description":"A","inputSchema":{}}]""");
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, changed);
        Assert.Equal(["        \"x\": 1"], one.ToJson().Split('\n').Except(changed.ToJson().Split('\n')));
        try
        {
            await one.SaveAsync(path);
            Assert.Equal(Encoding.UTF8.GetBytes(one.ToJson()), await File.ReadAllBytesAsync(path));
            Assert.Equal(one, await McpCatalog.LoadAsync(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task The_text_is_indented_sorted_and_says_its_format()
    {
        McpCatalog catalog = await CaptureAsync("""[{"name":"a","inputSchema":{}}]""");

        Assert.Equal(
            """
            {
              "formatVersion": 1,
              "revision": "2025-11-25",
              "era": "stateful",
              "server": {
                "name": "neutral-server",
                "version": "0.1.0"
              },
              "capabilities": {
                "tools": {}
              },
              "tools": [
                {
                  "inputSchema": {},
                  "name": "a"
                }
              ],
              "prompts": [],
              "resources": [],
              "resourceTemplates": []
            }

            """.ReplaceLineEndings("\n"),
            catalog.ToJson());
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task Only_what_is_declared_is_asked_for_and_an_unknown_method_is_an_empty_list_with_a_note(string revision)
    {
        var table = new McpHandlerTable();
        table.Declare("resources");
        using var wire = new StringWriter();
        await using McpClient client = await NeutralClient.ConnectAsync(revision, options => options.CallObserver = McpWireLog.To(wire), table);

        McpCatalog catalog = await McpCatalog.CaptureAsync(client);

        Assert.Empty(catalog.Resources);
        Assert.Equal(2, catalog.Notes.Count);
        Assert.Contains("'resources/list'", catalog.Notes[0], StringComparison.Ordinal);
        Assert.DoesNotContain("tools/list", wire.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("prompts/list", wire.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_peer_of_a_request_has_nothing_to_capture()
    {
        var table = new McpHandlerTable();
        table.Serve("capture", McpJson.Read, static (writer, value) => writer.WriteJson(value), async (_, context, cancellationToken) =>
        {
            var error = await Assert.ThrowsAsync<McpUnsupportedException>(() => McpCatalog.CaptureAsync(context.Peer, cancellationToken));
            return McpJson.FromString(error.Message);
        });
        await using McpClient client = await NeutralClient.ConnectAsync("2025-03-26", static _ => { }, table);

        McpJson told = await client.InvokeAsync(new McpMethod<McpJson, McpJson>("capture", static (writer, value) => writer.WriteJson(value), McpJson.Read), McpJson.EmptyObject);

        Assert.Contains("take the client of the server", told.GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_that_cannot_be_read_is_left_out_with_a_note()
    {
        McpCatalog catalog = await CaptureAsync("""[{"name":"a"},{"name":7},{"name":"b\ud800"},{"\ud800":1,"name":"c"}]""");

        Assert.Equal(["a", "c"], catalog.Tools.Select(tool => tool.Name));
        Assert.Equal(2, catalog.Notes.Count);
        Assert.All(catalog.Notes, note => Assert.Contains("'tools/list'", note, StringComparison.Ordinal));
        Assert.Contains("found a number", catalog.Notes[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "1.0", "1")]
    [InlineData("-0.0", "0e5", "0")]
    [InlineData("1500", "1.5e3", "1500")]
    [InlineData("-12.50", "-1250e-2", "-12.5")]
    [InlineData("0.005", "5E-3", "0.005")]
    [InlineData("10e400", "1e401", "1e401")]
    [InlineData("9007199254740993", "9007199254740993.0", "9007199254740993")]
    [InlineData("1e99999999999999999999", " 1e99999999999999999999", "1e99999999999999999999")]
    [InlineData("""{"a":1,"a":2}""", """{"\u0061":2}""", "{\n          \"a\": 2\n        }")]
    [InlineData("\"\\uD83d \\\"\u00e9\"", "\"\\ud83D\\u0020\\u0022\\u00e9\"", "\"\\ud83d \\u0022\\u00e9\"")]
    [InlineData("\"\\ud83d\\ude00\"", "\"\U0001F600\"", "\"\U0001F600\"")]
    [InlineData("""{"\ud800":1}""", """{"\uD800":1.0}""", "{\n          \"\\ud800\": 1\n        }")]
    public async Task Equal_values_give_equal_bytes(string value, string same, string text)
    {
        McpCatalog one = await CaptureAsync($$"""[{"name":"a","inputSchema":{"x": {{value}} } }]""");
        McpCatalog other = await CaptureAsync($$"""[{"name":"a","inputSchema":{"x": {{same}} } }]""");

        Assert.Equal(one.ToJson(), other.ToJson());
        Assert.Contains($"\"x\": {text}\n", one.ToJson(), StringComparison.Ordinal);
        Assert.Equal(one.Tools[0].Raw, McpCatalog.Parse(one.ToJson()).Tools[0].Raw);
    }

    [Theory]
    [InlineData("""{"formatVersion":2,"revision":"2025-11-25"}""", "format 2")]
    [InlineData("""{"revision":"2025-11-25"}""", "no formatVersion")]
    [InlineData("""{"formatVersion":1}""", "revision")]
    [InlineData("""{"formatVersion":1,"revision":"2025-11-25","tools":[{}]}""", "name")]
    public void A_text_that_is_no_catalog_says_what_is_wrong(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<McpPayloadException>(() => McpCatalog.Parse(text)).Message, StringComparison.Ordinal);

    private static async Task<McpCatalog> CaptureAsync(string tools)
    {
        var table = new McpHandlerTable();
        table.Declare("tools");
        table.Serve("tools/list", McpJson.Read, RawHandlers.Write, (_, _, _) => ValueTask.FromResult(McpJson.Parse($$"""{"tools":{{tools}}}""")));
        await using McpClient client = await NeutralClient.ConnectAsync("2025-11-25", server: table);
        return await McpCatalog.CaptureAsync(client);
    }
}
