namespace Mcp;

public sealed partial class McpJsonWriter
{
    /// <summary>What the runtime adds to the <c>_meta</c> of the request being written; taken out by the first use.</summary>
    internal IMetaSource? MetaSource { get; set; }

    /// <summary>
    /// Writes the <c>_meta</c> member of a request's parameters. The runtime's own members (progress token, and the revision and
    /// capabilities where the era carries them) are merged in; a caller's member with such a name is left out.
    /// </summary>
    /// <param name="meta">The caller's members, or <see langword="null"/>.</param>
    public void WriteMeta(IReadOnlyDictionary<string, McpJson>? meta)
    {
        IMetaSource? source = MetaSource;
        MetaSource = null;
        if (meta is null && source is null)
            return;
        Name("\"_meta\":"u8);
        StartObject();
        source?.WriteMeta(this);
        if (meta is not null)
        {
            foreach ((string name, McpJson value) in meta)
            {
                if (source is not null && source.Owns(name))
                    continue;
                Name(name);
                WriteJson(value);
            }
        }

        EndObject();
    }
}

/// <summary>Who adds the runtime's members to a request's <c>_meta</c>.</summary>
internal interface IMetaSource
{
    void WriteMeta(McpJsonWriter writer);

    bool Owns(string name);
}
