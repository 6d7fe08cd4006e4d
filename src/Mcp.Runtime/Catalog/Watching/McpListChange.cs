namespace Mcp;

/// <summary>Which list of a server has changed, or may have; neutral because every revision has the same three.</summary>
public enum McpListChange
{
    /// <summary>The tools.</summary>
    Tools,

    /// <summary>The prompts.</summary>
    Prompts,

    /// <summary>The resources and their templates.</summary>
    Resources,
}
