using System.Text;

namespace Mcp;

/// <summary>What may be done with a request whose connection was lost before its answer came.</summary>
public enum McpRetry
{
    /// <summary>The peer may have acted on it: it fails, and the caller decides.</summary>
    Never,

    /// <summary>Reading twice does no harm: it is sent again on the next connection, with a fresh id.</summary>
    Safe,

    /// <summary>It stands for lasting state (a subscription): it is sent again on every new connection.</summary>
    Replayed,
}

/// <summary>A request method: its name and what the runtime must know to send it, whatever its types are.</summary>
public abstract class McpMethod
{
    private protected McpMethod(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Label = name;
        Prefix = Encoding.UTF8.GetBytes($"{{\"jsonrpc\":\"2.0\",\"method\":\"{name}\",\"id\":");
    }

    /// <summary>The method's name on the wire.</summary>
    public string Name { get; }

    /// <summary>What happens to a request in flight when its connection is lost.</summary>
    public McpRetry Retry { get; init; }

    /// <summary>The member of the parameters that HTTP mirrors as <c>Mcp-Name</c> (2026-07-28), if any.</summary>
    public string? NameMember { get; init; }

    /// <summary>What error texts call it: the name, and the tool where a method stands for one.</summary>
    internal string Label { get; init; }

    /// <summary>The frame up to the id.</summary>
    internal byte[] Prefix { get; }
}

/// <summary>A request method with its types: all that generated code hands to the runtime to make a call. Immutable; one instance serves all threads.</summary>
/// <typeparam name="TParams">The parameters.</typeparam>
/// <typeparam name="TResult">The result.</typeparam>
public sealed class McpMethod<TParams, TResult> : McpMethod
{
    /// <summary>Describes a method.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <param name="writeParams">Writes the parameters as one JSON object, or nothing for "no parameters".</param>
    /// <param name="readResult">Reads the result; it runs on the thread of whoever awaits the call.</param>
    public McpMethod(string name, McpWriter<TParams>? writeParams, McpReader<TResult> readResult)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(readResult);
        WriteParams = writeParams;
        ReadResult = readResult;
    }

    internal McpWriter<TParams>? WriteParams { get; }

    internal McpReader<TResult> ReadResult { get; }

    /// <summary>The same method with another answer to a lost connection.</summary>
    public McpMethod<TParams, TResult> WithRetry(McpRetry retry) => new(Name, WriteParams, ReadResult)
    {
        Retry = retry,
        NameMember = NameMember,
        Label = Label,
    };
}

/// <summary>A notification method with the type of its parameters. Immutable; one instance serves all threads.</summary>
/// <typeparam name="TParams">The parameters.</typeparam>
public sealed class McpNotificationMethod<TParams>
{
    /// <summary>Describes a notification.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <param name="writeParams">Writes the parameters as one JSON object, or nothing for "no parameters".</param>
    public McpNotificationMethod(string name, McpWriter<TParams>? writeParams)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        WriteParams = writeParams;
        Prefix = Encoding.UTF8.GetBytes($"{{\"jsonrpc\":\"2.0\",\"method\":\"{name}\"");
    }

    /// <summary>The method's name on the wire.</summary>
    public string Name { get; }

    internal McpWriter<TParams>? WriteParams { get; }

    internal byte[] Prefix { get; }
}
