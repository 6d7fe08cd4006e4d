namespace Mcp;

/// <summary>A type that reads and writes its own JSON. Generated protocol types implement it; the runtime never needs reflection.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IMcpJsonValue<TSelf>
    where TSelf : IMcpJsonValue<TSelf>
{
    /// <summary>Reads the value that the reader stands on.</summary>
    /// <exception cref="McpPayloadException">The JSON does not fit the type.</exception>
    static abstract TSelf Read(ref McpJsonReader reader);

    /// <summary>Writes the value as compact JSON.</summary>
    void Write(McpJsonWriter writer);
}

/// <summary>Reads a <typeparamref name="T"/> from the value that the reader stands on.</summary>
public delegate T McpReader<out T>(ref McpJsonReader reader);

/// <summary>Writes a <typeparamref name="T"/> as one JSON value.</summary>
public delegate void McpWriter<in T>(McpJsonWriter writer, T value);
