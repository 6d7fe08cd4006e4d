namespace Mcp;

/// <summary>Makes a method of a contract a prompt of the server. Its parameters are the prompt's arguments, all of them strings.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class McpPromptAttribute : Attribute
{
    /// <summary>Names the prompt.</summary>
    /// <param name="name">The name on the wire; unset, it follows from the method's name as a tool's does.</param>
    public McpPromptAttribute(string? name = null) => Name = name;

    /// <summary>The prompt's name on the wire.</summary>
    public string? Name { get; }
}
