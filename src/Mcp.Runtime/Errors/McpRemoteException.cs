namespace Mcp;

/// <summary>The peer answered a request with a JSON-RPC error (<see href="https://www.jsonrpc.org/specification#error_object">JSON-RPC 2.0 §5.1</see>).</summary>
public sealed class McpRemoteException : McpException
{
    /// <summary>Creates the error as the peer sent it.</summary>
    public McpRemoteException(int code, string remoteMessage, McpJson? data = null)
        : base($"The peer answered with error {code}: {remoteMessage}", null)
    {
        Code = code;
        RemoteMessage = remoteMessage;
        ErrorData = data;
        Disposition = McpDisposition.Sent;
    }

    /// <summary>The JSON-RPC error code.</summary>
    public int Code { get; }

    /// <summary>The peer's own text, unchanged.</summary>
    public string RemoteMessage { get; }

    /// <summary>The error's <c>data</c> member, if it had one.</summary>
    public McpJson? ErrorData { get; }
}
