namespace Mcp;

/// <summary>
/// Makes a partial interface a contract: each of its methods is a tool of a server, and the implementation is generated. Get it from
/// <see cref="McpCaller.As{TContract}"/>, or from the static method <c>Over</c> that the interface receives.
/// </summary>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class McpClientAttribute : Attribute;
