using System;
using System.Linq;
using System.Threading;
using Mcp.Generators.Json;
using Mcp.Generators.Models;

namespace Mcp.Generators.Pins;

/// <summary>
/// Reads the file that <c>McpCatalog.SaveAsync</c> writes, as strictly as <c>McpCatalog.LoadAsync</c> does: items need their name or address;
/// and what is offered stands in lists; any other member of an odd kind counts as absent.
/// </summary>
internal sealed class PinReader
{
    private const string FormatVersion = "1";

    /// <summary>What a file may lack, and may not have as anything else.</summary>
    private static readonly (string Member, JsonKind Kind, string What)[] Kinds =
    {
        ("era", JsonKind.String, "text"), ("server", JsonKind.Object, "object"), ("capabilities", JsonKind.Object, "object"), ("instructions", JsonKind.String, "text"),
    };

    private PinProblem? _problem;

    private PinReader()
    {
    }

    /// <param name="path">The file's path.</param>
    /// <param name="text">Its text.</param>
    /// <param name="problem">Why it is no pin; null exactly when it is one.</param>
    /// <param name="cancellation">Asked once per object.</param>
    public static PinFile? Read(string path, string text, out PinProblem? problem, CancellationToken cancellation)
    {
        var (root, error, position) = JsonParser.Parse(text, cancellation);
        if (root is null)
        {
            problem = new PinProblem(string.IsNullOrWhiteSpace(text) ? "the file is empty" : error!, position);
            return null;
        }

        var reader = new PinReader();
        var document = reader.Document(root);
        problem = reader._problem;
        return problem is null ? new PinFile(path, root, document!) : null;
    }

    private PinDocument? Document(JsonNode root)
    {
        if (root["formatVersion"] is not { Kind: JsonKind.Number } version)
        {
            return Fail<PinDocument>("it is no catalog: it has no formatVersion", First(root));
        }

        if (version.Text != FormatVersion)
        {
            return Fail<PinDocument>($"it has format {version.Text}, and this generator reads format {FormatVersion}", version.Position);
        }

        if (Text(root, "revision") is not { Length: > 0 } revision)
        {
            return Fail<PinDocument>("it names no revision", First(root));
        }

        foreach (var (member, kind, what) in Kinds)
        {
            if (root[member] is { Kind: not JsonKind.Null } odd && odd.Kind != kind)
            {
                return Fail<PinDocument>($"its '{member}' is no {what}", First(odd));
            }
        }

        return new PinDocument(revision, Server(root["server"]))
        {
            Tools = Items(List(root, "tools"), Tool),
            Prompts = Items(List(root, "prompts"), Prompt),
            Resources = Items(List(root, "resources"), item => Resource(item, "uri", "a resource")),
            Templates = Items(List(root, "resourceTemplates"), item => Resource(item, "uriTemplate", "a template")),
        };
    }

    /// <summary>A file without a list is of a server that offers nothing of the kind; one with something else in its place is damaged.</summary>
    private JsonNode? List(JsonNode root, string member)
        => root[member] is { Kind: not (JsonKind.Array or JsonKind.Null) } odd ? Fail<JsonNode>($"its '{member}' is no list", First(odd)) : root[member];

    private static PinServer Server(JsonNode? server) => server is null
        ? new PinServer("", null, null)
        : new PinServer(Text(server, "name") ?? "", Text(server, "title"), Text(server, "version"));

    private PinTool? Tool(JsonNode item) => Required(item, "name", "a tool") is not { } name ? null
        : new PinTool(name, item["inputSchema"] is { } input ? JsonText.Compact(input) : "{}", item["outputSchema"] is { } output ? JsonText.Compact(output) : null)
        {
            Title = Text(item, "title"),
            Description = Text(item, "description"),
            Annotations = item["annotations"] is { Kind: JsonKind.Object } annotations ? JsonText.Compact(annotations) : null,
        };

    private PinPrompt? Prompt(JsonNode item) => Required(item, "name", "a prompt") is not { } name ? null : new PinPrompt(name)
    {
        Title = Text(item, "title"),
        Description = Text(item, "description"),
        Arguments = Items(item["arguments"], Argument),
    };

    private PinArgument? Argument(JsonNode item) => Required(item, "name", "an argument") is not { } name ? null
        : new PinArgument(name, item["required"]?.Kind == JsonKind.True) { Title = Text(item, "title"), Description = Text(item, "description") };

    private PinResource? Resource(JsonNode item, string address, string what) => Required(item, address, what) is not { } uri ? null
        : new PinResource(uri, Text(item, "name") ?? uri)
        {
            Title = Text(item, "title"),
            Description = Text(item, "description"),
            MimeType = Text(item, "mimeType"),
        };

    private static EquatableArray<T> Items<T>(JsonNode? list, Func<JsonNode, T?> read)
        where T : class, IEquatable<T>
        => list is null ? EquatableArray<T>.Empty : list.Items.Select(read).Where(static item => item is not null).Select(static item => item!).ToEquatable();

    private string? Required(JsonNode item, string member, string what)
        => Text(item, member) ?? Fail<string>($"{what} has no {member}", First(item));

    private static string? Text(JsonNode item, string member) => item[member] is { Kind: JsonKind.String } text ? text.Text : null;

    /// <summary>Where a value begins: a whole object would underline a page.</summary>
    private static TextPosition First(JsonNode node)
    {
        var (start, _, line, column, _, _) = node.Position;
        return new TextPosition(start, 1, line, column, line, column + 1);
    }

    private T? Fail<T>(string text, TextPosition position)
        where T : class
    {
        _problem ??= new PinProblem(text, position);
        return null;
    }
}
