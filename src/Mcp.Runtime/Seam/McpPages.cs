using System.Runtime.CompilerServices;

namespace Mcp;

/// <summary>One page of a list and the cursor of the next one.</summary>
/// <param name="Items">The page's items.</param>
/// <param name="NextCursor">Where the next page begins; <see langword="null"/> at the end. An empty string is a cursor.</param>
public readonly record struct McpPage<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    private readonly IReadOnlyList<McpRejectedItem>? _rejected;

    /// <summary>Items of the page that could not be read and are not among <see cref="Items"/>; empty when nothing was wrong.</summary>
    public IReadOnlyList<McpRejectedItem> Rejected
    {
        get => _rejected ?? [];
        init => _rejected = value;
    }
}

/// <summary>
/// A list that the peer sends page by page, fetched as it is enumerated. Each enumeration starts anew. A cursor that comes twice in a
/// row, or more than <see cref="MaxPages"/> pages, end it with an <see cref="McpProtocolException"/>.
/// </summary>
public sealed class McpPages<T> : IAsyncEnumerable<T>
{
    /// <summary>How many pages one enumeration fetches at most.</summary>
    public const int MaxPages = 10_000;

    private readonly Func<string?, CancellationToken, ValueTask<McpPage<T>>> _fetch;
    private readonly Action<McpRejectedItem>? _report;

    /// <summary>A list behind a function that fetches one page.</summary>
    /// <param name="fetch">Fetches the page at a cursor; the first page has none.</param>
    public McpPages(Func<string?, CancellationToken, ValueTask<McpPage<T>>> fetch)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        _fetch = fetch;
    }

    private McpPages(Func<string?, CancellationToken, ValueTask<McpPage<T>>> fetch, Action<McpRejectedItem> report)
    {
        _fetch = fetch;
        _report = report;
    }

    /// <summary>The same list; whoever enumerates it is told of the items that could not be read and are left out.</summary>
    /// <param name="report">Called with each of them when its page has come.</param>
    public McpPages<T> OnRejected(Action<McpRejectedItem> report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new McpPages<T>(_fetch, report);
    }

    /// <summary>The pages one by one.</summary>
    public async IAsyncEnumerable<McpPage<T>> Pages([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? cursor = null;
        for (int count = 0; ; count++)
        {
            if (count == MaxPages)
                throw new McpProtocolException($"The list did not end after {MaxPages} pages.");
            McpPage<T> page = await _fetch(cursor, cancellationToken).ConfigureAwait(false);
            Report(page);
            yield return page;
            if (page.NextCursor is null)
                yield break;
            if (page.NextCursor == cursor)
                throw new McpProtocolException($"The list repeats its cursor '{cursor}' and would never end.");
            cursor = page.NextCursor;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (McpPage<T> page in Pages(cancellationToken).ConfigureAwait(false))
        {
            foreach (T item in page.Items)
                yield return item;
        }
    }

    /// <summary>All items of all pages.</summary>
    public async ValueTask<List<T>> ToListAsync(CancellationToken cancellationToken = default)
    {
        var items = new List<T>();
        await foreach (McpPage<T> page in Pages(cancellationToken).ConfigureAwait(false))
            items.AddRange(page.Items);
        return items;
    }

    private void Report(McpPage<T> page)
    {
        if (_report is null)
            return;
        foreach (McpRejectedItem item in page.Rejected)
            _report(item);
    }
}
