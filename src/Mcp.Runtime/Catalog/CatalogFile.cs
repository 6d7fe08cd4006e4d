using System.Text;
using System.Text.Json;
using Mcp.Buffers;

namespace Mcp.Catalog;

/// <summary>A catalog as text, both ways.</summary>
internal static class CatalogFile
{
    public const int FormatVersion = 1;

    public static byte[] Write(McpCatalog catalog)
    {
        McpJsonWriter writer = McpJsonWriter.Rent(BufferPool.Shared);
        try
        {
            writer.WriteRaw("{"u8);
            Member(writer, "formatVersion", McpJson.Parse("1"), first: true);
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
        long? version = Members.Integer(file, "formatVersion"u8);
        if (version != FormatVersion)
            throw new McpPayloadException($"A catalog of format {FormatVersion} was expected, but the text has {(version is null ? "no formatVersion" : $"format {version}")}.");
        McpEra era = Members.Text(file, "era"u8) == "stateless" ? McpEra.Stateless : McpEra.Stateful;
        return new McpCatalog
        {
            Revision = McpRevision.Create(Members.RequiredText(file, "revision"u8, "catalog"), era),
            Server = McpServerInfo.From(ObjectOf(file, "server"u8)),
            Capabilities = new McpServerCapabilities(ObjectOf(file, "capabilities"u8)),
            Instructions = Members.Text(file, "instructions"u8),
            Tools = Members.Items(file, "tools"u8, McpTool.Read),
            Prompts = Members.Items(file, "prompts"u8, McpPrompt.Read),
            Resources = Members.Items(file, "resources"u8, McpResource.Read),
            ResourceTemplates = Members.Items(file, "resourceTemplates"u8, McpResourceTemplate.Read),
        };
    }

    private static McpJson ObjectOf(McpJson file, ReadOnlySpan<byte> name)
    {
        McpJson value = Members.Json(file, name);
        return value.Kind == JsonValueKind.Object ? value : McpJson.EmptyObject;
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
