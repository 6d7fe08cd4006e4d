using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Json;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>An entry of a project's own protocol.json or descriptions.json that the protocol's own file does not have, and its place.</summary>
/// <param name="Section">The member that holds it; empty for a text.</param>
/// <param name="Name">What it is about.</param>
/// <param name="Path">The file.</param>
/// <param name="Position">The name in the file.</param>
internal sealed record SideFileEntry(string Section, string Name, string Path, TextPosition Position)
{
    public static EquatableArray<SideFileEntry> Of(string path, JsonNode root, IEnumerable<string> sections) => sections
        .SelectMany(section => root[section]?.Members.Select(member => new SideFileEntry(section, member.Name, path, member.Position)) ?? Enumerable.Empty<SideFileEntry>())
        .Where(static entry => !ProtocolRules.IsBuiltIn(entry.Section, entry.Name))
        .ToEquatable();
}
