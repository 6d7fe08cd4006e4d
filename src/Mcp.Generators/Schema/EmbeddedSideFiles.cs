using System.IO;
using System.Threading;
using Mcp.Generators.Json;

namespace Mcp.Generators.Schema;

/// <summary>
/// The repository's own <c>schema/protocol.json</c> and <c>descriptions.json</c>, which travel inside the generator: a library that adds
/// a revision gets the protocol's rules and texts without copying them.
/// </summary>
internal static class EmbeddedSideFiles
{
    public static JsonNode Read(string name)
    {
        using var stream = typeof(EmbeddedSideFiles).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return JsonParser.Parse(reader.ReadToEnd(), CancellationToken.None).Root!;
    }
}
