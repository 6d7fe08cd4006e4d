using System.Collections.Concurrent;
using System.Text.Json;
using Mcp.Buffers;
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
    /// <param name="result">The result.</param>
    /// <param name="onUnusable">Told each tool whose annotations no client may follow, and why.</param>
    /// <returns>The result without those tools; <see langword="null"/> when there are none.</returns>
    public byte[]? Learn(ReadOnlySpan<byte> result, Action<string, string> onUnusable)
    {
        try
        {
            McpJsonReader tools = new McpJsonReader(result).Find("tools"u8);
            if (tools.TokenType != JsonTokenType.StartArray)
                return null;
            HashSet<int>? unusable = null;
            for (int index = 0; tools.NextItem(); index++)
            {
                if (!TryLearn(tools, onUnusable))
                    (unusable ??= []).Add(index);
                tools.Skip();
            }

            return unusable is null ? null : Without(result, unusable);
        }
        catch (Exception error) when (error is McpPayloadException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private bool TryLearn(McpJsonReader tool, Action<string, string> onUnusable)
    {
        McpJsonReader name = tool.Find("name"u8);
        McpJsonReader schema = tool.Find("inputSchema"u8);
        if (name.TokenType != JsonTokenType.String || schema.TokenType != JsonTokenType.StartObject)
            return true;
        string key = name.ReadString();
        (IReadOnlyList<(string, string[])> headers, string? problem) = ToolHeaderReader.Read(schema);
        if (problem is null && headers.Count > 0)
            _byTool[key] = new HeaderProjection(headers);
        else
            _byTool.TryRemove(key, out _);
        if (problem is not null)
            onUnusable(key, problem);
        return problem is null;
    }

    /// <summary>The result, each value as it came, but for some of its tools.</summary>
    private static byte[] Without(ReadOnlySpan<byte> result, HashSet<int> unusable)
    {
        McpJsonWriter writer = McpJsonWriter.Rent(BufferPool.Shared);
        try
        {
            var reader = new McpJsonReader(result);
            reader.StartObject("result");
            writer.StartObject();
            while (reader.NextProperty())
            {
                bool isTools = reader.NameIs("tools"u8);
                writer.Name(reader.GetName());
                if (isTools && reader.TokenType == JsonTokenType.StartArray)
                    WriteItems(writer, ref reader, unusable);
                else
                    writer.WriteJson(reader.ReadJson());
            }

            writer.EndObject();
            return writer.Written.ToArray();
        }
        finally
        {
            writer.Discard();
        }
    }

    private static void WriteItems(McpJsonWriter writer, ref McpJsonReader items, HashSet<int> unusable)
    {
        writer.StartArray();
        for (int index = 0; items.NextItem(); index++)
        {
            if (unusable.Contains(index))
            {
                items.Skip();
                continue;
            }

            writer.Item();
            writer.WriteJson(items.ReadJson());
        }

        writer.EndArray();
    }

    private static string? ReadNextCursor(ref McpJsonReader reader)
    {
        McpJsonReader cursor = reader.Find("nextCursor"u8);
        return cursor.TokenType == JsonTokenType.String ? cursor.ReadString() : null;
    }
}
