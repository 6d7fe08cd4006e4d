using System.Text.Json;
using Mcp.Catalog;
using Mcp.Diagnostics;
using Mcp.Options;
using Mcp.Resilience;
using Mcp.Sessions;

namespace Mcp;

/// <summary>Calls of tools whose structured content is compared with the tool's own schema while it is read.</summary>
internal sealed class ResultChecks(ToolList tools, ConnectionSupervisor supervisor, bool throws)
{
    private readonly RateLimit _limit = new(supervisor.Services.Time);

    private RuntimeServices Services => supervisor.Services;

    /// <param name="router">Where the call goes: over this client, or over a pool that it belongs to.</param>
    /// <param name="method">The method.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="options">The call's options.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    public async ValueTask<TResult> InvokeAsync<TParams, TResult>(
        ICallRouter router, McpMethod<TParams, TResult> method, TParams parameters, McpCallOptions options, CancellationToken cancellationToken)
    {
        McpMethod<TParams, TResult> compared = NameOf(method, parameters) is { } tool && await FindAsync(tool, cancellationToken).ConfigureAwait(false) is { IsUndefined: false } schema
            ? Compared(method, tool, schema)
            : method;
        return await PendingCall<TParams, TResult>.Start(router, Services, compared, parameters, options, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask PerformAsync<TParams, TResult>(
        ICallRouter router, McpMethod<TParams, TResult> method, TParams parameters, McpCallOptions options, CancellationToken cancellationToken) =>
        await InvokeAsync(router, method, parameters, options, cancellationToken).ConfigureAwait(false);

    /// <summary>The tool that is called, as it stands in the parameters: whoever made the method, they all have it there.</summary>
    private string? NameOf<TParams, TResult>(McpMethod<TParams, TResult> method, TParams parameters)
    {
        McpJsonWriter writer = McpJsonWriter.Rent(Services.Buffers);
        try
        {
            method.WriteParams?.Invoke(writer, parameters);
            McpJsonReader name = new McpJsonReader(writer.Written).Find("name"u8);
            return name.ReadTextOrNull();
        }
        catch (Exception)
        {
            // The call itself says what is wrong with its parameters.
            return null;
        }
        finally
        {
            writer.Discard();
        }
    }

    private async ValueTask<McpJson> FindAsync(string tool, CancellationToken cancellationToken)
    {
        try
        {
            McpTool? known = await tools.FindAsync(tool, cancellationToken).ConfigureAwait(false);
            return known is not null && known.Raw.TryGetProperty("outputSchema", out McpJson schema) ? schema : default;
        }
        catch (McpException) when (!throws)
        {
            return default;
        }
    }

    private McpMethod<TParams, TResult> Compared<TParams, TResult>(McpMethod<TParams, TResult> method, string tool, McpJson schema) =>
        new(method.Name, method.WriteParams, (ref McpJsonReader reader) =>
        {
            Check(tool, schema, reader);
            return method.ReadResult(ref reader);
        })
        {
            Retry = method.Retry,
            NameMember = method.NameMember,
            Label = method.Label,
        };

    private void Check(string tool, McpJson schema, McpJsonReader reader)
    {
        IReadOnlyList<string> problems = Problems(schema, reader);
        if (problems.Count == 0)
            return;
        string told = string.Join("; ", problems);
        if (throws)
            throw new McpPayloadException($"it is not what the tool's outputSchema describes: {told}.");
        if (_limit.TryEnter(out long suppressed))
            Log.ResultUnfit(Services.Log, tool, told, suppressed);
    }

    private static IReadOnlyList<string> Problems(McpJson schema, McpJsonReader reader)
    {
        try
        {
            if (reader.Find("isError"u8).TokenType == JsonTokenType.True)
                return [];
            McpJsonReader data = reader.Find("structuredContent"u8);
            return data.TokenType == JsonTokenType.None
                ? ["$.structuredContent: missing"]
                : SchemaValidator.Validate(schema, data.ReadJson(), "$.structuredContent");
        }
        catch (Exception error) when (error is McpPayloadException or JsonException or InvalidOperationException)
        {
            // No Unicode text, or no result at all: whoever reads it says so.
            return [];
        }
    }
}
