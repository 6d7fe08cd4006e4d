using System.Linq;

namespace Mcp.Generators.Schema;

/// <summary>What a schema accepts, without where it stands and what is said about it: two schemas of one shape are one type.</summary>
internal static class SchemaShape
{
    public static string Of(SchemaNode node)
    {
        var properties = string.Join(",", node.Properties.Select(static p => p.Name + (p.IsRequired ? "!" : "?") + Of(p.Schema)));
        return "(" + (int)node.Types + " " + node.Reference + " " + node.Constant + " " + node.Format + " [" + string.Join("|", node.Enum)
            + "] {" + properties + "} +" + OfPart(node.Additional) + " *" + OfPart(node.Items)
            + " any" + string.Concat(node.AnyOf.Select(Of)) + " all" + string.Concat(node.AllOf.Select(Of)) + ")";
    }

    private static string OfPart(SchemaNode? part) => part is null ? "" : Of(part);
}
