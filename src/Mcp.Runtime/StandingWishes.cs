using Mcp.Catalog;
using Mcp.Sessions;

namespace Mcp;

/// <summary>What a client goes on wanting from its server: a log level and news of resources. A new connection of the stateful era has to be told again.</summary>
internal sealed class StandingWishes(RequestLogLevel requestLevel)
{
    private readonly object _lock = new();
    private readonly Dictionary<string, int> _resources = new(StringComparer.Ordinal);
    private readonly List<McpLogLevel> _watchedLevels = [];
    private McpLogLevel? _setLevel;

    /// <summary>The most talkative level that anybody wants; <see langword="null"/>: nobody asked.</summary>
    public McpLogLevel? LogLevel
    {
        get
        {
            lock (_lock)
                return EffectiveLevel();
        }
    }

    public string[] Resources
    {
        get
        {
            lock (_lock)
                return [.. _resources.Keys];
        }
    }

    /// <summary>Sets the level, and gives the one that was set before.</summary>
    public McpLogLevel? SetLevel(McpLogLevel level)
    {
        lock (_lock)
        {
            McpLogLevel? before = _setLevel;
            _setLevel = level;
            Publish();
            return before;
        }
    }

    /// <summary>Undoes <see cref="SetLevel"/>, unless another level has been set since.</summary>
    public void TakeBackLevel(McpLogLevel level, McpLogLevel? before)
    {
        lock (_lock)
        {
            if (_setLevel != level)
                return;
            _setLevel = before;
            Publish();
        }
    }

    public void AddLevel(McpLogLevel level)
    {
        lock (_lock)
        {
            _watchedLevels.Add(level);
            Publish();
        }
    }

    public void RemoveLevel(McpLogLevel level)
    {
        lock (_lock)
        {
            _watchedLevels.Remove(level);
            Publish();
        }
    }

    public void AddResource(string uri)
    {
        lock (_lock)
            _resources[uri] = _resources.GetValueOrDefault(uri) + 1;
    }

    /// <summary><see langword="true"/>: nobody wants it any more.</summary>
    public bool RemoveResource(string uri)
    {
        lock (_lock)
        {
            if (--_resources[uri] > 0)
                return false;
            return _resources.Remove(uri);
        }
    }

    public bool WantsResource(string uri)
    {
        lock (_lock)
            return _resources.ContainsKey(uri);
    }

    private void Publish() => requestLevel.Set(EffectiveLevel() is { } level ? LogLevels.NameOf(level) : null);

    private McpLogLevel? EffectiveLevel()
    {
        McpLogLevel? level = _setLevel;
        foreach (McpLogLevel watched in _watchedLevels)
        {
            if (level is null || watched < level)
                level = watched;
        }

        return level;
    }
}
