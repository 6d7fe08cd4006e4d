namespace Mcp;

/// <summary>A contract that can be built over any caller. The generator adds it to an interface marked with <c>[McpClient]</c>.</summary>
/// <typeparam name="TSelf">The contract.</typeparam>
public interface IMcpContract<TSelf>
    where TSelf : class, IMcpContract<TSelf>
{
    /// <summary>Builds the implementation.</summary>
    static abstract TSelf Over(McpCaller caller);
}

/// <summary>The client interface of one revision.</summary>
/// <typeparam name="TSelf">The interface, for instance <c>Mcp.V2025_03_26.IMcpClient</c>.</typeparam>
public interface IMcpProtocolClient<TSelf> : IMcpContract<TSelf>
    where TSelf : class, IMcpProtocolClient<TSelf>
{
    /// <summary>The revision whose methods the interface has.</summary>
    static abstract McpRevision Revision { get; }
}

/// <summary>A contract that says what it needs of a server. The generator adds it to an interface marked with <c>[McpClient]</c>.</summary>
/// <typeparam name="TSelf">The contract.</typeparam>
public interface IMcpDescribedContract<TSelf> : IMcpContract<TSelf>
    where TSelf : class, IMcpDescribedContract<TSelf>
{
    /// <summary>What the contract needs.</summary>
    static abstract McpContractDescription Describe();
}
