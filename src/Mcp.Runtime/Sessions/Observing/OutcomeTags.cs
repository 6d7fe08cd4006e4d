using System.Globalization;
using System.Text.Json;
using Mcp.Diagnostics;

namespace Mcp.Sessions;

/// <summary>Names the outcome of a request as telemetry does.</summary>
internal static class OutcomeTags
{
    /// <summary>What went wrong, as a value of <c>error.type</c>, and the code of the peer's error, if it sent one. Both are absent after a success.</summary>
    public static (string? Error, int? Code) Of(PendingCall call)
    {
        switch (call.Outcome)
        {
            case LegOutcome.Result:
                return (IsToolError(call.Method.Name, call.Response.Span, []) ? TelemetryTags.ToolError : null, null);
            case LegOutcome.RemoteError:
                int? code = CallErrors.TryReadCode(call.Response.Span);
                return (code?.ToString(CultureInfo.InvariantCulture) ?? TelemetryTags.Other, code);
            case LegOutcome.Cancelled:
                return (TelemetryTags.Cancelled, null);
            case LegOutcome.TimedOut:
                return (TelemetryTags.Timeout, null);
            case LegOutcome.Lost:
                return (TelemetryTags.ConnectionLost, null);
            default:
                return (call.Failure is McpConnectionException ? TelemetryTags.ConnectionLost : call.Failure?.GetType().Name ?? TelemetryTags.Other, null);
        }
    }

    /// <summary>Whether a tool's result says that the tool failed. What cannot be read says nothing.</summary>
    /// <param name="method">The method.</param>
    /// <param name="json">The result, or what holds it.</param>
    /// <param name="member">The member that is the result; empty: all of it is.</param>
    public static bool IsToolError(string method, ReadOnlySpan<byte> json, ReadOnlySpan<byte> member)
    {
        if (method != MethodNames.CallTool || json.IsEmpty)
            return false;
        try
        {
            var result = new McpJsonReader(json);
            if (!member.IsEmpty)
                result = result.Find(member);
            return result.TokenType == JsonTokenType.StartObject && result.Find("isError"u8).TokenType == JsonTokenType.True;
        }
        catch (Exception error) when (error is McpPayloadException or JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
