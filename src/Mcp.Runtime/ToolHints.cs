using Mcp.Catalog;

namespace Mcp;

/// <summary>What a server says of its tools' effects: hints, which nobody has checked.</summary>
internal sealed class ToolHints(ToolList tools)
{
    /// <summary>Whether a tool may be called twice, as far as the option trusts the server. A server that cannot be asked has not said so.</summary>
    public async ValueTask<bool> IsTrueAsync(string tool, McpToolRetry trust, CancellationToken cancellationToken)
    {
        try
        {
            if (await tools.FindAsync(tool, cancellationToken).ConfigureAwait(false) is not { } known || !known.Raw.TryGetProperty("annotations", out McpJson hints))
                return false;
            // What changes nothing may be done twice, too.
            return Members.IsTrue(hints, "readOnlyHint"u8) || (trust == McpToolRetry.IdempotentHint && Members.IsTrue(hints, "idempotentHint"u8));
        }
        catch (McpException)
        {
            return false;
        }
    }
}
