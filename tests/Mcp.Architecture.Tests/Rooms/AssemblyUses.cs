using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Mcp.Architecture.Rooms;

/// <summary>Reads from an assembly and its portable PDB which of its types use which, and where each was written.</summary>
/// <remarks>
/// What the compiler nests (closures, state machines) counts as its outermost type. Constants leave no trace in
/// what is compiled, nor do enum values beyond the signatures that mention their type: those uses stay unseen.
/// </remarks>
internal sealed class AssemblyUses : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReaderProvider _symbolsFile;
    private readonly MetadataReader _metadata;
    private readonly MetadataReader _symbols;
    private readonly TypeReferenceCollector _collector;

    public AssemblyUses(string assemblyPath)
    {
        _file = new PEReader(File.OpenRead(assemblyPath));
        _symbolsFile = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assemblyPath, ".pdb")));
        _metadata = _file.GetMetadataReader();
        _symbols = _symbolsFile.GetMetadataReader();
        _collector = new TypeReferenceCollector(_metadata, _file);
    }

    /// <summary>The outermost types with the source files that they were compiled from.</summary>
    public IReadOnlyDictionary<string, string[]> SourcesByType() =>
        _metadata.TypeDefinitions
            .GroupBy(type => FullName(Outermost(type)))
            .ToDictionary(
                group => group.Key,
                group => group.SelectMany(SourcesOf).Distinct().Order(StringComparer.Ordinal).ToArray());

    /// <summary>Pairs of different outermost types of this assembly, the first of which uses the second.</summary>
    public IEnumerable<(string Type, string UsedType)> Uses() =>
        (from type in _metadata.TypeDefinitions
         let user = Outermost(type)
         from used in _collector.Collect(type)
         let target = Outermost(used)
         where target != user
         select (FullName(user), FullName(target))).Distinct();

    public void Dispose()
    {
        _symbolsFile.Dispose();
        _file.Dispose();
    }

    private IEnumerable<string> SourcesOf(TypeDefinitionHandle type)
    {
        var fromMethods =
            from method in _metadata.GetTypeDefinition(type).GetMethods()
            let debug = _symbols.GetMethodDebugInformation(method.ToDebugInformationHandle())
            from document in debug.GetSequencePoints().Select(point => point.Document).Append(debug.Document)
            where !document.IsNil
            select document;
        return fromMethods.Concat(DocumentsWithoutMethods(type)).Distinct().Select(PathOf);
    }

    /// <summary>For a type without code (an enum, a delegate, most interfaces) the compiler notes the files apart.</summary>
    private IEnumerable<DocumentHandle> DocumentsWithoutMethods(TypeDefinitionHandle type)
    {
        var typeDefinitionDocuments = new Guid("932e74bc-dba9-4478-8d46-0f32a7bab3d3");
        foreach (var handle in _symbols.GetCustomDebugInformation(type))
        {
            var information = _symbols.GetCustomDebugInformation(handle);
            if (_symbols.GetGuid(information.Kind) != typeDefinitionDocuments)
            {
                continue;
            }

            var rows = _symbols.GetBlobReader(information.Value);
            while (rows.RemainingBytes > 0)
            {
                yield return System.Reflection.Metadata.Ecma335.MetadataTokens.DocumentHandle(rows.ReadCompressedInteger());
            }
        }
    }

    private string PathOf(DocumentHandle document) =>
        _symbols.GetString(_symbols.GetDocument(document).Name).Replace('\\', '/');

    private TypeDefinitionHandle Outermost(TypeDefinitionHandle type)
    {
        for (var outer = _metadata.GetTypeDefinition(type).GetDeclaringType(); !outer.IsNil; outer = _metadata.GetTypeDefinition(type).GetDeclaringType())
        {
            type = outer;
        }

        return type;
    }

    private string FullName(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        var space = _metadata.GetString(type.Namespace);
        return space.Length == 0 ? _metadata.GetString(type.Name) : space + "." + _metadata.GetString(type.Name);
    }
}
