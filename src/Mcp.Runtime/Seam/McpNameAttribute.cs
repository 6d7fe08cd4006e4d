namespace Mcp;

/// <summary>Names an argument on the wire. Without it the parameter's own name counts, in the contract's naming.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class McpNameAttribute : Attribute
{
    /// <summary>Names the argument.</summary>
    /// <param name="name">The name on the wire, character by character.</param>
    public McpNameAttribute(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>The argument's name on the wire.</summary>
    public string Name { get; }
}
