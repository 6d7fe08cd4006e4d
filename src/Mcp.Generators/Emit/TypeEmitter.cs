using System;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>Any type model → its file.</summary>
internal static class TypeEmitter
{
    public static SourceFile Emit(TypeModel type) => new(
        $"{type.Namespace.Replace("@", "")}.{type.Name}.g.cs",
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
