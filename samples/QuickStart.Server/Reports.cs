using Mcp;
using Mcp.V2025_03_26;

namespace QuickStart.Server;

/// <summary>A resource per city, found by its address: <c>weather://Lisbon/report</c>.</summary>
internal sealed class Reports : IResourcesHandler
{
    private const string Before = "weather://";
    private const string After = "/report";

    public ValueTask<ListResourcesResult> ListResourcesAsync(PaginatedRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ListResourcesResult { Resources = [] });

    public ValueTask<ListResourceTemplatesResult> ListResourceTemplatesAsync(PaginatedRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ListResourceTemplatesResult
        {
            ResourceTemplates = [new ResourceTemplate { Name = "report", UriTemplate = $"{Before}{{city}}{After}", MimeType = "text/plain" }],
        });

    public ValueTask<ReadResourceResult> ReadResourceAsync(ReadResourceRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        string uri = parameters.Uri;
        if (!uri.StartsWith(Before, StringComparison.Ordinal) || !uri.EndsWith(After, StringComparison.Ordinal))
            throw new McpRequestException(McpErrorCodes.InvalidParams, $"There is no resource '{uri}'.");
        string city = Uri.UnescapeDataString(uri[Before.Length..^After.Length]);
        return ValueTask.FromResult(new ReadResourceResult { Contents = [new TextResourceContents { Uri = uri, MimeType = "text/plain", Text = $"It was sunny in {city}." }] });
    }
}
