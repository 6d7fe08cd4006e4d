using System;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>Any type model → its file.</summary>
internal static class TypeEmitter
{
    /// <summary>The name of a type's file without its ending.</summary>
    public static string FileOf(TypeModel type) => $"{type.Namespace.Replace("@", "")}.{type.Name}";

    public static SourceFile Emit(TypeModel type) => new(
        FileOf(type) + ".g.cs",
        type switch
        {
            { Target: not null } => AppTypeEmitter.Emit(type),
            ObjectModel model => ObjectEmitter.Emit(model),
            UnionModel model => UnionEmitter.Emit(model),
            EnumModel model => EnumEmitter.Emit(model),
            IdentifierModel model => IdentifierEmitter.Emit(model),
            ResponseModel model => ResponseEmitter.Emit(model),
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        });
}
