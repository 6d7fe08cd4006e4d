namespace Mcp;

/// <summary>Names the tool that a method of a contract calls. Without it <c>GetForecastAsync</c> calls <c>get_forecast</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class McpToolAttribute : Attribute
{
    /// <summary>Names the tool.</summary>
    /// <param name="name">The name on the wire, character by character.</param>
    public McpToolAttribute(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>The tool's name on the wire.</summary>
    public string Name { get; }
}
