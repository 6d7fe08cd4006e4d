using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mcp.Bench.Generator;

/// <summary>
/// What any generator of contracts costs: it finds the same interfaces and looks at the same symbols (methods, parameters, attributes, the members
/// of the app's types), so that the compiler binds them, and makes nothing of it.
/// </summary>
internal sealed class BindingFloorGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var counts = context.SyntaxProvider.ForAttributeWithMetadataName(
            "Mcp.McpClientAttribute",
            static (node, _) => node is InterfaceDeclarationSyntax,
            static (found, _) => Look((INamedTypeSymbol)found.TargetSymbol, found.SemanticModel.Compilation));
        context.RegisterSourceOutput(counts, static (_, _) => { });
    }

    private static int Look(INamedTypeSymbol contract, Compilation compilation)
    {
        var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        int count = contract.GetAttributes().Sum(static attribute => attribute.NamedArguments.Length) + contract.AllInterfaces.Length;
        foreach (IMethodSymbol method in contract.GetMembers().OfType<IMethodSymbol>())
        {
            count += method.GetAttributes().Sum(static attribute => attribute.ConstructorArguments.Length);
            Look(method.ReturnType, compilation, seen);
            foreach (IParameterSymbol parameter in method.Parameters)
            {
                count += parameter.GetAttributes().Length;
                Look(parameter.Type, compilation, seen);
            }
        }

        return count + seen.Count;
    }

    private static void Look(ITypeSymbol type, Compilation compilation, HashSet<ITypeSymbol> seen)
    {
        if (!seen.Add(type) || type is not INamedTypeSymbol named)
            return;
        foreach (ITypeSymbol argument in named.TypeArguments)
            Look(argument, compilation, seen);
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly))
            return;
        foreach (ISymbol member in named.GetMembers())
        {
            member.GetAttributes();
            if (member is IPropertySymbol property)
                Look(property.Type, compilation, seen);
            else if (member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor)
                _ = constructor.Parameters.Sum(static parameter => parameter.HasExplicitDefaultValue ? 1 : 0);
        }
    }
}
