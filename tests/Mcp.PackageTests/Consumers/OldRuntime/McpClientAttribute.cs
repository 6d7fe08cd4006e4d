namespace Mcp;

[AttributeUsage(AttributeTargets.Interface)]
public sealed class McpClientAttribute : Attribute;
