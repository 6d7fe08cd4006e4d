using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Mcp.Behaviour.Tests.Faults.Kit;

/// <summary>Keeps what a client logs, and lets a test wait for an event: the runtime's own word for what happened.</summary>
internal sealed class EventLog : ILoggerFactory, ILogger
{
    public const int LateResponse = 1106;
    public const int TextualId = 1109;
    public const int FrameRejected = 1200;
    public const int Noise = 1202;
    public const int ProcessStarted = 1400;

    private readonly ConcurrentQueue<LogEvent> _events = new();
    private readonly ConcurrentDictionary<(int Id, int Count), TaskCompletionSource> _waiters = new();

    public IEnumerable<LogEvent> Of(int id) => _events.Where(logged => logged.Id == id);

    public int Count(int id) => Of(id).Count();

    /// <summary>Completes when the event has come so many times.</summary>
    public Task WhenAsync(int id, int count)
    {
        TaskCompletionSource waiter = _waiters.GetOrAdd((id, count), static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Wake();
        return Guard.Soon(waiter.Task);
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
        _events.Enqueue(new LogEvent(eventId.Id, formatter(state, exception), values.ToDictionary(value => value.Key, value => value.Value)));
        Wake();
    }

    public void Dispose()
    {
    }

    private void Wake()
    {
        foreach (((int id, int count), TaskCompletionSource waiter) in _waiters)
        {
            if (Count(id) >= count)
                waiter.TrySetResult();
        }
    }
}

internal sealed record LogEvent(int Id, string Text, IReadOnlyDictionary<string, object?> Values);
