using System.Runtime.CompilerServices;

namespace Mcp;

/// <summary>Something that a server of a group offers.</summary>
/// <param name="Server">The server's name in the group.</param>
/// <param name="Name">What it is called by in the group: the qualified name of a tool or prompt, the address of a resource, the template of many.</param>
/// <param name="Value">What the server said of it; its name is the server's own.</param>
public sealed record McpGroupItem<T>(string Server, string Name, T Value);

/// <summary>
/// A list of what the servers of a group offer. They are asked at the same time and page by page, the next page when the last one was taken; what comes
/// first is first, and each server's own order is kept. A server without a connection is not waited for, and one that fails ends only its own
/// part; who wants to know says so with <see cref="OnFailure"/>. Each enumeration starts anew, over the servers of that moment.
/// </summary>
public sealed class McpGroupList<T> : IAsyncEnumerable<McpGroupItem<T>>
{
    private readonly Func<IReadOnlyList<GroupCaller>> _callers;
    private readonly Func<McpCaller, McpPages<T>> _list;
    private readonly Func<McpServerCapabilities, bool> _offers;
    private readonly Func<string, T, string> _nameOf;
    private readonly Action<McpGroupFailure>? _onFailure;

    internal McpGroupList(
        Func<IReadOnlyList<GroupCaller>> callers,
        Func<McpCaller, McpPages<T>> list,
        Func<McpServerCapabilities, bool> offers,
        Func<string, T, string> nameOf,
        Action<McpGroupFailure>? onFailure = null)
    {
        _callers = callers;
        _list = list;
        _offers = offers;
        _nameOf = nameOf;
        _onFailure = onFailure;
    }

    /// <summary>The same list; whoever enumerates it is told of the servers whose part is missing, or ends early.</summary>
    /// <param name="report">Called with each of them, as soon as it is known, by the thread that enumerates.</param>
    public McpGroupList<T> OnFailure(Action<McpGroupFailure> report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new McpGroupList<T>(_callers, _list, _offers, _nameOf, report);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerator<McpGroupItem<T>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach ((string server, McpPage<T> page) in PagesAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (T item in page.Items)
                yield return new McpGroupItem<T>(server, _nameOf(server, item), item);
        }
    }

    /// <summary>All items of all servers. It is complete when the slowest server has answered or failed.</summary>
    public async ValueTask<List<McpGroupItem<T>>> ToListAsync(CancellationToken cancellationToken = default)
    {
        var items = new List<McpGroupItem<T>>();
        await foreach (McpGroupItem<T> item in this.WithCancellation(cancellationToken).ConfigureAwait(false))
            items.Add(item);
        return items;
    }

    private async IAsyncEnumerable<(string Server, McpPage<T> Page)> PagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Part> parts = Begin(left.Token);
        try
        {
            while (parts.Count > 0)
            {
                await Task.WhenAny(parts.Select(part => part.Next)).ConfigureAwait(false);
                Part part = parts.Find(static part => part.Next.IsCompleted)!;
                // To the end of the line: a server with very many pages lets the others through.
                parts.Remove(part);
                if (!await TryTakeAsync(part, cancellationToken).ConfigureAwait(false))
                    continue;
                yield return (part.Server, part.Pages.Current);
                part.Advance();
                parts.Add(part);
            }
        }
        finally
        {
            left.Cancel();
            foreach (Part part in parts)
                await part.EndAsync().ConfigureAwait(false);
        }
    }

    private List<Part> Begin(CancellationToken cancellationToken)
    {
        var parts = new List<Part>();
        foreach (GroupCaller caller in _callers())
        {
            if (!caller.IsConnected)
                _onFailure?.Invoke(new McpGroupFailure(caller.Name, caller.NotConnected("list")));
            else if (_offers(caller.ServerCapabilities))
                parts.Add(new Part(caller.Name, _list(caller).Pages(cancellationToken).GetAsyncEnumerator(cancellationToken)));
        }

        return parts;
    }

    /// <summary><see langword="false"/>: the server has no more to say, or failed.</summary>
    private async ValueTask<bool> TryTakeAsync(Part part, CancellationToken cancellationToken)
    {
        try
        {
            if (await part.Next.ConfigureAwait(false))
                return true;
        }
        catch (McpException error)
        {
            _onFailure?.Invoke(new McpGroupFailure(part.Server, error));
        }

        cancellationToken.ThrowIfCancellationRequested();
        await part.EndAsync().ConfigureAwait(false);
        return false;
    }

    /// <summary>One server's pages; the next one is always under way or there.</summary>
    private sealed class Part
    {
        public Part(string server, IAsyncEnumerator<McpPage<T>> pages)
        {
            Server = server;
            Pages = pages;
            Advance();
        }

        public string Server { get; }

        public IAsyncEnumerator<McpPage<T>> Pages { get; }

        public Task<bool> Next { get; private set; } = null!;

        public void Advance() => Next = Pages.MoveNextAsync().AsTask();

        public async ValueTask EndAsync()
        {
            await ((Task)Next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Pages.DisposeAsync().ConfigureAwait(false);
        }
    }
}
