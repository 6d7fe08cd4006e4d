using Mcp.Catalog;

namespace Mcp;

/// <summary>How serious a log entry is (RFC 5424), least serious first, so that levels compare.</summary>
public enum McpLogLevel
{
    /// <summary><c>debug</c></summary>
    Debug,

    /// <summary><c>info</c></summary>
    Info,

    /// <summary><c>notice</c></summary>
    Notice,

    /// <summary><c>warning</c></summary>
    Warning,

    /// <summary><c>error</c></summary>
    Error,

    /// <summary><c>critical</c></summary>
    Critical,

    /// <summary><c>alert</c></summary>
    Alert,

    /// <summary><c>emergency</c></summary>
    Emergency,
}

/// <summary>Something that a server logged; neutral because an app puts the logs of all its servers into one.</summary>
/// <param name="Level">How serious it is; <see langword="null"/> for a level that the protocol does not have.</param>
/// <param name="Logger">Which part of the server says it, if it tells.</param>
/// <param name="Data">What is said: a text or any JSON.</param>
/// <param name="Raw">The notification's parameters as they were sent.</param>
public sealed record McpLogEntry(McpLogLevel? Level, string? Logger, McpJson Data, McpJson Raw)
{
    internal static McpLogEntry From(McpJson raw) => new(
        LogLevels.Parse(Members.Text(raw, "level"u8)),
        Members.Text(raw, "logger"u8),
        raw.TryGetProperty("data", out McpJson data) ? data : default,
        raw);
}
