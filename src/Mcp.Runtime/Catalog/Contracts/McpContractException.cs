namespace Mcp;

/// <summary>A server does not offer what a contract needs. Found by a check; nothing was called.</summary>
public sealed class McpContractException : McpException
{
    /// <summary>Creates the error.</summary>
    /// <param name="report">What was found.</param>
    public McpContractException(McpContractReport report)
        : base((report ?? throw new ArgumentNullException(nameof(report))).ToString(), null) => Report = report;

    /// <summary>What was found.</summary>
    public McpContractReport Report { get; }
}
