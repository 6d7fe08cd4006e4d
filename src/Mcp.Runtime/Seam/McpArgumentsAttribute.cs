namespace Mcp;

/// <summary>Marks the one parameter that is all of a tool's arguments: its members are sent as the arguments, not within one.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class McpArgumentsAttribute : Attribute;
