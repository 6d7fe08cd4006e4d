namespace Mcp;

/// <summary>
/// An item of a list in a result that could not be read. It is left out of the list and reported beside the good items, so that one odd
/// item does not take a whole answer away.
/// </summary>
/// <param name="Member">The list, as its type and member: <c>ListToolsResult.tools</c>.</param>
/// <param name="Index">Which item of the list it was, from 0.</param>
/// <param name="Value">The item as it came.</param>
/// <param name="Reason">What is wrong with it.</param>
public readonly record struct McpRejectedItem(string Member, int Index, McpJson Value, string Reason);
