using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Mcp.PackageTests;

/// <summary>What stands in compiled files, without loading them.</summary>
internal static class Assemblies
{
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    public static byte[] BytesOf(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public static IReadOnlyDictionary<string, Version> References(byte[] assembly)
    {
        using var file = new PEReader([.. assembly]);
        MetadataReader metadata = file.GetMetadataReader();
        return metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
            .ToDictionary(reference => metadata.GetString(reference.Name), static reference => reference.Version);
    }

    /// <summary>The embedded symbols' Source Link; null without one.</summary>
    public static string? SourceLinkOf(byte[] assembly)
    {
        using var file = new PEReader([.. assembly]);
        DebugDirectoryEntry embedded = file.ReadDebugDirectory().Single(static entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using MetadataReaderProvider symbols = file.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
        return SourceLinkOf(symbols.GetMetadataReader());
    }

    public static string? SourceLinkOf(MetadataReader symbols)
    {
        string[] found = [.. symbols.CustomDebugInformation.Select(symbols.GetCustomDebugInformation)
            .Where(information => symbols.GetGuid(information.Kind) == SourceLink)
            .Select(information => Encoding.UTF8.GetString(symbols.GetBlobBytes(information.Value)))];
        return found.SingleOrDefault();
    }
}
