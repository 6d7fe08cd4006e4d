using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>What <c>[McpClient(…)]</c> says.</summary>
internal sealed class ContractSettings
{
    private const string SerializerContext = "System.Text.Json.Serialization.JsonSerializerContext";
    private const string Serializable = "System.Text.Json.Serialization.JsonSerializableAttribute";

    private readonly HashSet<ITypeSymbol> _covered = new(SymbolEqualityComparer.Default);

    private ContractSettings(AttributeData? attribute)
    {
        Attribute = attribute;
        JsonContext = Named(nameof(JsonContext))?.Value as INamedTypeSymbol;
        ProtocolVersion = Named(nameof(ProtocolVersion))?.Value as string;
        Pin = Named(nameof(Pin))?.Value as string;
        MethodNaming = Named(nameof(MethodNaming))?.Value is int method ? (Naming)method : Naming.SnakeCase;
        MemberNaming = Named(nameof(MemberNaming))?.Value is int member ? (Naming)member : Naming.CamelCase;
        foreach (var listed in JsonContext?.GetAttributes().Where(static found => found.AttributeClass is { } type && KnownSymbols.Is(type, Serializable)) ?? Enumerable.Empty<AttributeData>())
        {
            if (listed.ConstructorArguments.FirstOrDefault().Value is ITypeSymbol type)
            {
                _covered.Add(type);
            }
        }
    }

    public AttributeData? Attribute { get; }

    public INamedTypeSymbol? JsonContext { get; }

    public string? ProtocolVersion { get; }

    /// <summary>The file of the pin as the attribute has it; null when there is none.</summary>
    public string? Pin { get; }

    public Naming MethodNaming { get; }

    public Naming MemberNaming { get; }

    public static ContractSettings Of(INamedTypeSymbol contract) => new(KnownSymbols.AttributeOf(contract, KnownSymbols.ClientAttribute));

    /// <summary>Whether the app's own context reads and writes a type.</summary>
    public bool Covers(ITypeSymbol type) => _covered.Contains(type.WithNullableAnnotation(NullableAnnotation.None)) || _covered.Contains(type);

    /// <summary>Why the context cannot be used; null when it can, or when there is none.</summary>
    public string? WhyNoContext(Compilation compilation)
    {
        if (JsonContext is not { } context)
        {
            return null;
        }

        if (context.BaseType is not { } parent || !KnownSymbols.Is(parent, SerializerContext))
        {
            return "it does not derive from JsonSerializerContext";
        }

        if (ContractRules.Around(context).Any(static type => type.IsGenericType || type.IsFileLocal) || !compilation.IsSymbolAccessibleWithin(context, compilation.Assembly))
        {
            return "it cannot be seen by the generated code";
        }

        return _covered.Count == 0 ? "it lists no type by [JsonSerializable]" : null;
    }

    private TypedConstant? Named(string name)
        => Attribute?.NamedArguments.Where(argument => argument.Key == name).Select(static argument => (TypedConstant?)argument.Value).FirstOrDefault();
}
