using System.Text.Json;

namespace Mcp.Sessions;

/// <summary>Turns the outcome of a call into the exception for its caller: a fresh one each time.</summary>
internal static class CallErrors
{
    public static Exception From(PendingCall call) => call.Outcome switch
    {
        LegOutcome.RemoteError => Remote(call),
        LegOutcome.Cancelled => new OperationCanceledException($"The call of '{call.Method.Label}' was cancelled by its caller.", call.CancellationToken),
        LegOutcome.Lost or LegOutcome.Failed or LegOutcome.TimedOut => Failed(call),
        _ => new InvalidOperationException($"A call of '{call.Method.Label}' completed without an outcome."),
    };

    public static (int Code, string Message, McpJson? Data) ReadError(ReadOnlySpan<byte> error)
    {
        var reader = new McpJsonReader(error);
        int? code = null;
        string message = "";
        McpJson? data = null;
        reader.StartObject("Error");
        while (reader.NextProperty())
        {
            if (reader.NameIs("code"u8))
                code = reader.ReadInt32();
            else if (reader.NameIs("message"u8))
                message = reader.ReadString();
            else if (reader.NameIs("data"u8))
                data = reader.ReadJson();
            else
                reader.Skip();
        }

        return (code ?? throw reader.Missing("Error", "code"), message, data);
    }

    /// <summary>The code of a JSON-RPC error, or <see langword="null"/> when it has no proper form.</summary>
    public static int? TryReadCode(ReadOnlySpan<byte> error)
    {
        try
        {
            return ReadError(error).Code;
        }
        catch (Exception wrong) when (wrong is McpPayloadException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static McpException Remote(PendingCall call)
    {
        try
        {
            (int code, string message, McpJson? data) = ReadError(call.Response.Span);
            return new McpRemoteException(code, message, data) { Method = call.Method.Name };
        }
        catch (Exception error) when (error is McpPayloadException or JsonException or InvalidOperationException)
        {
            return new McpProtocolException($"The peer answered '{call.Method.Label}' with an error that has no proper form: {error.Message}", error)
            {
                Method = call.Method.Name,
                Disposition = McpDisposition.Sent,
            };
        }
    }

    private static McpException Failed(PendingCall call)
    {
        string sent = call.Reached == McpDisposition.NotSent ? "was not sent" : "may have been carried out";
        return call.Failure switch
        {
            McpConnectionException lost => new McpConnectionException(lost.Close, $"'{call.Method.Label}' {sent}. {lost.Message}")
            {
                Method = call.Method.Name,
                Disposition = call.Reached,
            },
            McpProtocolException wrong => new McpProtocolException($"'{call.Method.Label}': {wrong.Message}", wrong)
            {
                Method = call.Method.Name,
                Disposition = call.Reached,
            },
            { } other => other,
            null => new McpProtocolException($"'{call.Method.Label}' failed without a reason."),
        };
    }
}
