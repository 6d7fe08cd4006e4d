namespace Mcp;

/// <summary>A notification as it came.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Params">The parameters; <c>{}</c> when there were none.</param>
public readonly record struct McpNotification(string Method, McpJson Params);
