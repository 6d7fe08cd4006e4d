namespace Mcp;

/// <summary>
/// Whether a tool's structured content is compared with the tool's own <c>outputSchema</c>. Where there is neither, nothing is compared; a tool
/// that failed is not, either.
/// </summary>
public enum McpResultValidation
{
    /// <summary>It is not compared, and costs nothing.</summary>
    None,

    /// <summary>A result that does not fit is a warning in the log, and is used all the same. If the tools cannot be listed, nothing is compared.</summary>
    Report,

    /// <summary>A result that does not fit is a <see cref="McpPayloadException"/>. A call fails like its list if the tools cannot be listed.</summary>
    Throw,
}
