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
public sealed record McpLogEntry
{
    /// <summary>How serious it is; <see langword="null"/> for a level that the protocol does not have.</summary>
    public required McpLogLevel? Level { get; init; }

    /// <summary>Which part of the server says it, if it tells.</summary>
    public string? Logger { get; init; }

    /// <summary>What is said: a text or any JSON.</summary>
    public required McpJson Data { get; init; }

    /// <summary>The notification's parameters as they were sent.</summary>
    public required McpJson Raw { get; init; }

    internal static McpLogEntry From(McpJson raw) => new()
    {
        Level = LogLevels.Parse(Members.Text(raw, "level"u8)),
        Logger = Members.Text(raw, "logger"u8),
        Data = raw.TryGetProperty("data", out McpJson data) ? data : default,
        Raw = raw,
    };
}
