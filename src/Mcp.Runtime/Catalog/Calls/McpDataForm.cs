namespace Mcp;

/// <summary>What data looks like in JSON. It decides how a tool's answer is unwrapped.</summary>
public enum McpDataForm
{
    /// <summary>An object, or any JSON: it is the structured content itself.</summary>
    Whole,

    /// <summary>A list, a number or a boolean. Structured content must be an object, so that servers send <c>{"result": …}</c> instead.</summary>
    Value,

    /// <summary>A string, as of a date. Text content is then the value itself, in quotes or not.</summary>
    Text,
}
