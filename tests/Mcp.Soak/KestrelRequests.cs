using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Mcp.Soak;

/// <summary>The requests that Kestrel serves at the moment.</summary>
internal sealed class KestrelRequests
{
    private readonly ConcurrentDictionary<HttpContext, bool> _open = new();

    public IDisposable Add(HttpContext context)
    {
        _open[context] = true;
        return new Removal(this, context);
    }

    /// <summary>Ends them without a word.</summary>
    public void Abort()
    {
        foreach (HttpContext context in _open.Keys)
            context.Abort();
    }

    private sealed class Removal(KestrelRequests requests, HttpContext context) : IDisposable
    {
        public void Dispose() => requests._open.TryRemove(context, out _);
    }
}
