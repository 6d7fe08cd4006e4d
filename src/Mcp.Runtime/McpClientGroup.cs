using System.Runtime.ExceptionServices;
using Mcp.Options;
using Mcp.Pooling;

namespace Mcp;

/// <summary>
/// Many servers as one: what they offer is listed together, each tool and prompt under a name that says whose it is (<c>weather__forecast</c>), and
/// called by that name. Servers come and go while it works, and what happens to one is no other's concern. All members are thread-safe.
/// </summary>
/// <remarks>
/// A qualified name is the server's name, two underscores and the name that the server gave; the first two underscores divide. Addresses of
/// resources are left as they are, and stand beside their server's name.
/// </remarks>
public sealed partial class McpClientGroup : IAsyncDisposable
{
    private readonly object _lock = new();
    private readonly RuntimeServices? _services;

    // Never changed, only replaced, in the order in which they came.
    private GroupEntry[] _entries = [];
    private bool _isClosed;

    /// <summary>A group of nobody yet, see <see cref="AddAsync(McpGroupServer, CancellationToken)"/>.</summary>
    public McpClientGroup()
    {
    }

    private McpClientGroup(RuntimeServices? services) => _services = services;

    /// <summary>The servers at this moment, in the order in which they came.</summary>
    public IReadOnlyList<McpGroupMember> Members => [.. Entries.Select(entry => entry.Caller.Describe())];

    private GroupEntry[] Entries => Volatile.Read(ref _entries);

    /// <summary>What calls to one server go through: contracts are built over it, and it stays the same whatever becomes of its connections.</summary>
    /// <param name="name">The server's name.</param>
    /// <exception cref="KeyNotFoundException">There is no such server.</exception>
    public McpCaller this[string name] => TryGet(name, out McpCaller? caller)
        ? caller
        : throw new KeyNotFoundException($"The group has no server '{name}'; it has {Names()}.");

    /// <summary>The same, for a server that may have been removed.</summary>
    public bool TryGet(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out McpCaller? caller)
    {
        caller = Find(name)?.Caller;
        return caller is not null;
    }

    /// <summary>
    /// Connects to servers, all at the same time. Those that cannot be connected are members all the same, with their error
    /// (<see cref="McpGroupMember.Error"/>), and with <see cref="McpReconnectOptions.RetryInitialConnect"/> are tried again.
    /// </summary>
    /// <param name="servers">The servers; each name once.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <exception cref="McpGroupException">Not one of them could be connected.</exception>
    /// <exception cref="ArgumentException">Two have the same name, or an option is not usable.</exception>
    public static ValueTask<McpClientGroup> ConnectAsync(IEnumerable<McpGroupServer> servers, CancellationToken cancellationToken = default) =>
        ConnectAsync(servers, null, cancellationToken);

    /// <summary>Connects to one more server.</summary>
    /// <inheritdoc cref="AddAsync(McpGroupServer, CancellationToken)"/>
    /// <param name="name">Its name in the group, see <see cref="McpGroupServer"/>.</param>
    /// <param name="transport">How to reach it.</param>
    /// <param name="options">How its connection behaves; defaults when left out.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    public ValueTask<McpCaller> AddAsync(string name, McpTransport transport, McpClientOptions? options = null, CancellationToken cancellationToken = default) =>
        AddAsync(new McpGroupServer(name, transport) { Options = options }, cancellationToken);

    /// <summary>
    /// Connects to one more server. Meanwhile it is a member without a connection. If it cannot be connected it is none any more, unless it has
    /// <see cref="McpReconnectOptions.RetryInitialConnect"/>: then nothing is thrown, and it is tried again.
    /// </summary>
    /// <param name="server">The server.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <returns>What calls to it go through.</returns>
    /// <exception cref="ArgumentException">The group has a server of that name, or an option is not usable.</exception>
    /// <exception cref="McpException">It could not be connected: as with <see cref="McpClient.ConnectAsync(McpTransport, McpClientOptions?, CancellationToken)"/>.</exception>
    /// <exception cref="ObjectDisposedException">The group was disposed.</exception>
    public async ValueTask<McpCaller> AddAsync(McpGroupServer server, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(server);
        var entry = new GroupEntry(server, _services);
        Enter(entry, nameof(server));
        if (await entry.ConnectAsync(cancellationToken).ConfigureAwait(false) is not { } error)
            return entry.Caller;
        if (entry.TriesAgain && !cancellationToken.IsCancellationRequested)
        {
            entry.BeginTrying();
            return entry.Caller;
        }

        if (TryTakeOut(entry))
            await entry.CloseAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        // Whoever removed it meanwhile is why it failed.
        if (error is OperationCanceledException)
            throw entry.Caller.NotConnected("connect");
        ExceptionDispatchInfo.Throw(error);
        throw error;
    }

    /// <summary>
    /// Takes a server out, at once, and closes its connections. Calls in flight may still be answered (<see cref="McpClientOptions.Drain"/>) or fail; each
    /// says how far it had come.
    /// </summary>
    /// <returns>Whether there was such a server. Completes when its connections are closed.</returns>
    public async ValueTask<bool> RemoveAsync(string name)
    {
        if (Find(name) is not { } entry || !TryTakeOut(entry))
            return false;
        await entry.CloseAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>Closes the connections of all servers, at the same time.</summary>
    public async ValueTask DisposeAsync()
    {
        GroupEntry[] entries;
        lock (_lock)
        {
            _isClosed = true;
            entries = _entries;
            Volatile.Write(ref _entries, []);
        }

        await Task.WhenAll(entries.Select(entry => entry.CloseAsync().AsTask())).ConfigureAwait(false);
    }

    /// <summary>The same with the threads and the chance of a simulation.</summary>
    internal static async ValueTask<McpClientGroup> ConnectAsync(IEnumerable<McpGroupServer> servers, RuntimeServices? services, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(servers);
        var group = new McpClientGroup(services);
        foreach (McpGroupServer server in servers)
            group.Enter(new GroupEntry(server, services), nameof(servers));
        GroupEntry[] entries = group.Entries;
        Exception?[] errors = await Task.WhenAll(entries.Select(entry => entry.ConnectAsync(cancellationToken))).ConfigureAwait(false);
        if (cancellationToken.IsCancellationRequested || (entries.Length > 0 && Array.TrueForAll(errors, static error => error is not null)))
        {
            await group.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw new McpGroupException([.. entries.Zip(errors, static (entry, error) => KeyValuePair.Create(entry.Caller.Name, error!))]);
        }

        for (int i = 0; i < entries.Length; i++)
        {
            if (errors[i] is not null && entries[i].TriesAgain)
                entries[i].BeginTrying();
        }

        return group;
    }

    private GroupEntry? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Array.Find(Entries, entry => entry.Caller.Name == name);
    }

    private void Enter(GroupEntry entry, string parameter)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (Find(entry.Caller.Name) is not null)
                throw new ArgumentException($"The group has a server '{entry.Caller.Name}' already.", parameter);
            Volatile.Write(ref _entries, [.. _entries, entry]);
        }
    }

    private bool TryTakeOut(GroupEntry entry)
    {
        lock (_lock)
        {
            int before = _entries.Length;
            Volatile.Write(ref _entries, Array.FindAll(_entries, other => other != entry));
            return _entries.Length < before;
        }
    }

    private string Names() => Entries is { Length: > 0 } entries ? string.Join(", ", entries.Select(entry => $"'{entry.Caller.Name}'")) : "none";
}
