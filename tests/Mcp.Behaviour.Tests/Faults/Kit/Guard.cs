namespace Mcp.Behaviour.Tests.Faults.Kit;

/// <summary>Turns what would hang for ever into a failure. No test's outcome depends on the limit.</summary>
internal static class Guard
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    public static Task Soon(Task task) => task.WaitAsync(Limit);

    public static Task<T> Soon<T>(Task<T> task) => task.WaitAsync(Limit);

    public static Task<T> Soon<T>(ValueTask<T> task) => Soon(task.AsTask());
}
