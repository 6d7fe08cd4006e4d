namespace Mcp;

/// <summary>The server wants other credentials (HTTP 401) or refuses these (403). Nothing was carried out.</summary>
public sealed class McpAuthenticationException : McpException
{
    /// <summary>Creates the error.</summary>
    /// <param name="httpStatus">401 or 403.</param>
    /// <param name="challenge">The <c>WWW-Authenticate</c> header as the server sent it.</param>
    /// <param name="detail">What the server said besides.</param>
    public McpAuthenticationException(int httpStatus, string? challenge, string? detail)
        : this(httpStatus, challenge, detail, "McpHttpOptions.Headers")
    {
    }

    /// <param name="httpStatus">401 or 403.</param>
    /// <param name="challenge">The <c>WWW-Authenticate</c> header as the server sent it.</param>
    /// <param name="detail">What the server said besides.</param>
    /// <param name="option">Where the app sets what the server asks for.</param>
    internal McpAuthenticationException(int httpStatus, string? challenge, string? detail, string option)
        : base($"The server answered with HTTP {httpStatus}{(detail is null ? "" : $": {detail}")}. Set {option} to what it asks for{(challenge is null ? "" : $" ({challenge})")}.", null)
    {
        HttpStatus = httpStatus;
        Challenge = challenge;
        Disposition = McpDisposition.NotSent;
    }

    /// <summary>401 or 403.</summary>
    public int HttpStatus { get; }

    /// <summary>The <c>WWW-Authenticate</c> header as the server sent it, if it did.</summary>
    public string? Challenge { get; }
}
