namespace Mcp;

/// <summary>The negotiated revision has no such method, or the server does not offer it. Nothing was sent.</summary>
public sealed class McpUnsupportedException : McpException
{
    /// <summary>Creates the error.</summary>
    /// <param name="method">The method on the wire.</param>
    /// <param name="reason">Why it cannot be called, and what to do instead.</param>
    public McpUnsupportedException(string method, string reason)
        : base($"'{method}' cannot be called: {reason}", null)
    {
        Method = method;
        Disposition = McpDisposition.NotSent;
    }
}
