namespace Mcp.Sessions;

/// <summary>Adds the runtime's <c>_meta</c> to parameters whose writer does not know it: raw JSON, hand-written methods.</summary>
internal static class MetaMember
{
    /// <summary>Opens the object of the parameters again and gives it its one <c>_meta</c>; the caller closes it.</summary>
    /// <param name="writer">Holds the parameters from <paramref name="start"/> on, if there are any.</param>
    /// <param name="start">Where the parameters begin.</param>
    public static void OpenWith(McpJsonWriter writer, int start)
    {
        if (writer.Length == start)
        {
            writer.StartObject();
            writer.WriteMeta(null);
            return;
        }

        Dictionary<string, McpJson>? existing = null;
        // The search costs next to nothing, and whoever writes no such text is spared the rest.
        if (writer.Written[start..].IndexOf("\"_meta\""u8) >= 0)
            existing = TakeOut(writer, start);
        else
            writer.Reopen();
        writer.WriteMeta(existing);
    }

    /// <summary>Writes the parameters again without the member of that name, which two of would be no JSON that anyone agrees on.</summary>
    private static Dictionary<string, McpJson>? TakeOut(McpJsonWriter writer, int start)
    {
        byte[] parameters = writer.Written[start..].ToArray();
        Dictionary<string, McpJson>? meta = null;
        var reader = new McpJsonReader(parameters);
        reader.StartObject("params");
        writer.Truncate(start);
        writer.WriteRaw("{"u8);
        while (reader.NextProperty())
        {
            if (reader.NameIs("_meta"u8))
            {
                meta = Members(ref reader);
                continue;
            }

            writer.Name(reader.GetName());
            writer.WriteRaw(reader.ReadRaw());
        }

        return meta;
    }

    private static Dictionary<string, McpJson> Members(ref McpJsonReader reader)
    {
        var members = new Dictionary<string, McpJson>(StringComparer.Ordinal);
        reader.StartObject("_meta");
        while (reader.NextProperty())
        {
            string name = reader.GetName();
            members[name] = reader.ReadJson();
        }

        return members;
    }
}
