namespace Mcp;

/// <summary>Makes a method of a contract the reading of a resource, or the watching of one if it returns a stream of addresses. The template's variables are the method's parameters.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class McpResourceAttribute : Attribute
{
    /// <summary>Gives the address.</summary>
    /// <param name="uriTemplate">An address, or a template for one: RFC 6570, levels 1 to 3, as in <c>demo://x/{id}{?page}</c>.</param>
    public McpResourceAttribute(string uriTemplate)
    {
        ArgumentException.ThrowIfNullOrEmpty(uriTemplate);
        UriTemplate = uriTemplate;
    }

    /// <summary>The address or the template for one.</summary>
    public string UriTemplate { get; }
}
