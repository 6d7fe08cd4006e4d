using System.Collections.Concurrent;
using System.Text.Json;
using Mcp.Transports;
using Mcp.Wire;

namespace Mcp.Sessions;

/// <summary>
/// Which arguments of which tool go into HTTP headers (<c>x-mcp-header</c>, 2026-07-28). Only the live tool's schema knows, so every
/// <c>tools/list</c> result that passes is read for it, and a call refused for a header mismatch (−32020) makes the list be fetched.
/// </summary>
internal sealed class ToolHeaders
{
    private static readonly McpMethod<string?, string?> ListTools = new(MethodNames.ListTools, CursorParams.Write, ReadNextCursor) { Retry = McpRetry.Safe };

    private readonly ConcurrentDictionary<string, HeaderProjection> _byTool = new(StringComparer.Ordinal);

    /// <summary>The projection of the tool that an encoded <c>tools/call</c> names.</summary>
    public HeaderProjection? Find(ReadOnlySpan<byte> frame)
    {
        if (_byTool.IsEmpty)
            return null;
        McpJsonReader name = new McpJsonReader(EnvelopeScanner.Scan(frame).Params).Find("name"u8);
        return name.TokenType == JsonTokenType.String ? _byTool.GetValueOrDefault(name.ReadString()) : null;
    }

    /// <summary>Fetches the whole list; its results pass <see cref="Learn"/> on their way.</summary>
    /// <param name="session">Where to ask.</param>
    /// <param name="deadline">When the call that needs it ends, in ticks of the clock.</param>
    /// <param name="cancellationToken">The token of that call.</param>
    public static async Task RefreshAsync(Session session, long deadline, CancellationToken cancellationToken)
    {
        string? cursor = null;
        for (int page = 0; page < McpPages<string>.MaxPages; page++)
        {
            var options = new McpCallOptions { Timeout = Remaining(session, deadline) };
            string? next = await session.Peer.InvokeAsync(ListTools, cursor, options, cancellationToken).ConfigureAwait(false);
            if (next is null || next == cursor)
                return;
            cursor = next;
        }
    }

    private static TimeSpan? Remaining(Session session, long deadline)
    {
        long now = session.Services.Time.GetTimestamp();
        if (deadline == long.MaxValue)
            return null;
        return deadline <= now ? TimeSpan.Zero : session.Services.Time.GetElapsedTime(now, deadline);
    }

    /// <summary>Reads a <c>tools/list</c> result. One that has no proper form teaches nothing; whoever asked for it gets the error.</summary>
    public void Learn(ReadOnlySpan<byte> result)
    {
        try
        {
            McpJsonReader tools = new McpJsonReader(result).Find("tools"u8);
            if (tools.TokenType != JsonTokenType.StartArray)
                return;
            while (tools.NextItem())
            {
                McpJsonReader tool = tools;
                LearnTool(ref tool);
                tools.Skip();
            }
        }
        catch (Exception error) when (error is McpPayloadException or JsonException or InvalidOperationException)
        {
        }
    }

    private void LearnTool(ref McpJsonReader tool)
    {
        McpJsonReader name = tool.Find("name"u8);
        McpJsonReader schema = tool.Find("inputSchema"u8);
        if (name.TokenType != JsonTokenType.String || schema.TokenType != JsonTokenType.StartObject)
            return;
        var headers = new List<(string, string[])>();
        Walk(ref schema, [], headers);
        string key = name.ReadString();
        if (headers.Count > 0)
            _byTool[key] = new HeaderProjection(headers);
        else
            _byTool.TryRemove(key, out _);
    }

    private static void Walk(ref McpJsonReader schema, string[] path, List<(string, string[])> headers)
    {
        McpJsonReader properties = schema.Find("properties"u8);
        if (properties.TokenType != JsonTokenType.StartObject)
            return;
        while (properties.NextProperty())
        {
            string[] inner = [.. path, properties.GetName()];
            if (properties.TokenType != JsonTokenType.StartObject)
            {
                properties.Skip();
                continue;
            }

            McpJsonReader property = properties;
            McpJsonReader header = property.Find("x-mcp-header"u8);
            if (header.TokenType == JsonTokenType.String)
                headers.Add((header.ReadString(), inner));
            Walk(ref property, inner, headers);
            properties.Skip();
        }
    }

    private static string? ReadNextCursor(ref McpJsonReader reader)
    {
        McpJsonReader cursor = reader.Find("nextCursor"u8);
        return cursor.TokenType == JsonTokenType.String ? cursor.ReadString() : null;
    }
}
