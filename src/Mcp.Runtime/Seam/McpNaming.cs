namespace Mcp;

/// <summary>How a C# name becomes a name on the wire.</summary>
public enum McpNaming
{
    /// <summary><c>windSpeed</c>.</summary>
    CamelCase,

    /// <summary><c>wind_speed</c>.</summary>
    SnakeCase,

    /// <summary><c>wind-speed</c>.</summary>
    KebabCase,

    /// <summary>The C# name as it stands.</summary>
    AsWritten,
}
