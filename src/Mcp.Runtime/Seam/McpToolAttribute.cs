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

    /// <summary>
    /// Whether calling it twice does no more than calling it once, so that a call whose connection was lost is sent again by itself. Default: no.
    /// Your word against a loss; the tool's own hints count with <see cref="McpClientOptions.ToolRetry"/>.
    /// </summary>
    public bool Idempotent { get; set; }
}
