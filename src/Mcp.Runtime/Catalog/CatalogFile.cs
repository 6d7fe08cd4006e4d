using System.Text;
using System.Text.Json;
using Mcp.Buffers;

namespace Mcp.Catalog;

/// <summary>A catalog as text, both ways.</summary>
internal static class CatalogFile
{
    private const string FormatText = "1";

    public static byte[] Write(McpCatalog catalog)
    {
        McpJsonWriter writer = McpJsonWriter.Rent(BufferPool.Shared);
        try
        {
            writer.WriteRaw("{"u8);
            Member(writer, "formatVersion", McpJson.Parse(FormatText), first: true);
            Member(writer, "revision", McpJson.FromString(catalog.Revision.Date));
            Member(writer, "era", McpJson.FromString(catalog.Revision.Era == McpEra.Stateless ? "stateless" : "stateful"));
            Member(writer, "server", catalog.Server.Raw);
            Member(writer, "capabilities", catalog.Capabilities.Raw);
            if (catalog.Instructions is not null)
                Member(writer, "instructions", McpJson.FromString(catalog.Instructions));
            Member(writer, "tools", catalog.Tools.Select(tool => tool.Raw));
            Member(writer, "prompts", catalog.Prompts.Select(prompt => prompt.Raw));
            Member(writer, "resources", catalog.Resources.Select(resource => resource.Raw));
            Member(writer, "resourceTemplates", catalog.ResourceTemplates.Select(template => template.Raw));
            writer.WriteRaw("\n}\n"u8);
            return writer.Written.ToArray();
        }
        finally
        {
            writer.Discard();
        }
    }

    public static McpCatalog Read(ReadOnlySpan<byte> utf8)
    {
        McpJson file = McpJson.Parse(utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[3..] : utf8);
        McpJson version = Members.Json(file, "formatVersion"u8);
        if (version.Kind != JsonValueKind.Number || version.ToString() != FormatText)
            throw new McpPayloadException($"A catalog of format {FormatText} was expected, but the text has {(version.Kind == JsonValueKind.Number ? $"format {version}" : "no formatVersion")}.");
        string revision = Members.RequiredText(file, "revision"u8, "catalog");
        return new McpCatalog
        {
            Revision = revision.Length > 0 ? McpRevision.Create(revision, Era(file)) : throw new McpPayloadException("'revision' of the catalog is empty."),
            Server = McpServerInfo.From(ObjectOf(file, "server")),
            Capabilities = new McpServerCapabilities(ObjectOf(file, "capabilities")),
            Instructions = TextOf(file, "instructions"),
            Tools = List(file, "tools", McpTool.Read),
            Prompts = List(file, "prompts", McpPrompt.Read),
            Resources = List(file, "resources", McpResource.Read),
            ResourceTemplates = List(file, "resourceTemplates", McpResourceTemplate.Read),
        };
    }

    /// <summary>A file without a list is of a server that offers nothing of the kind; one with something else in its place is damaged.</summary>
    private static List<T> List<T>(McpJson file, string name, McpReader<T> readItem)
    {
        McpJson list = Member(file, name, JsonValueKind.Array, "list");
        if (list.IsUndefined)
            return [];
        var items = new List<T>();
        McpJsonReader reader = list.GetReader();
        reader.StartArray(name);
        while (reader.NextItem())
            items.Add(Item(ref reader, $"{name}[{items.Count}]", readItem));
        return items;
    }

    private static T Item<T>(ref McpJsonReader reader, string place, McpReader<T> readItem)
    {
        try
        {
            return readItem(ref reader);
        }
        catch (McpPayloadException error)
        {
            throw new McpPayloadException($"{place} of the catalog cannot be read: {error.Message}", error);
        }
    }

    private static McpEra Era(McpJson file) => TextOf(file, "era") switch
    {
        null or "stateful" => McpEra.Stateful,
        "stateless" => McpEra.Stateless,
        _ => throw new McpPayloadException("'era' of the catalog is neither 'stateful' nor 'stateless'."),
    };

    private static McpJson ObjectOf(McpJson file, string name)
    {
        McpJson value = Member(file, name, JsonValueKind.Object, "object");
        return value.IsUndefined ? McpJson.EmptyObject : value;
    }

    private static string? TextOf(McpJson file, string name) =>
        Member(file, name, JsonValueKind.String, "text").IsUndefined ? null : Members.RequiredText(file, Encoding.UTF8.GetBytes(name), "catalog");

    /// <summary>What a file may lack, and may not have as anything else; undefined when it is absent or null.</summary>
    private static McpJson Member(McpJson file, string name, JsonValueKind kind, string what)
    {
        McpJson value = Members.Json(file, Encoding.UTF8.GetBytes(name));
        return value.IsUndefined || value.Kind == kind ? value : throw new McpPayloadException($"'{name}' of the catalog is no {what}.");
    }

    private static void Member(McpJsonWriter writer, string name, McpJson value, bool first = false)
    {
        Begin(writer, name, first);
        CanonicalJson.Write(writer, value, 1);
    }

    private static void Member(McpJsonWriter writer, string name, IEnumerable<McpJson> items)
    {
        Begin(writer, name, first: false);
        writer.WriteRaw("["u8);
        bool any = false;
        foreach (McpJson item in items)
        {
            if (any)
                writer.WriteRaw(","u8);
            any = true;
            CanonicalJson.NewLine(writer, 2);
            CanonicalJson.Write(writer, item, 2);
        }

        if (any)
            CanonicalJson.NewLine(writer, 1);
        writer.WriteRaw("]"u8);
    }

    private static void Begin(McpJsonWriter writer, string name, bool first)
    {
        if (!first)
            writer.WriteRaw(","u8);
        CanonicalJson.NewLine(writer, 1);
        writer.WriteString(name);
        writer.WriteRaw(": "u8);
    }
}
