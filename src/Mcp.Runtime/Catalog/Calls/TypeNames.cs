namespace Mcp.Catalog;

/// <summary>Types as error texts name them.</summary>
internal static class TypeNames
{
    /// <summary>The name as C# writes it, without namespaces: <c>List&lt;Forecast&gt;</c>.</summary>
    public static string Of(Type type)
    {
        if (type.IsArray)
            return Of(type.GetElementType()!) + "[]";
        if (!type.IsGenericType)
            return type.Name;
        string name = type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)];
        return $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }
}
