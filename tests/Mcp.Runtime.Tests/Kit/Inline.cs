namespace Mcp.Runtime.Tests.Kit;

/// <summary>
/// Runs an action without the context that xunit gives its tests: with it, whatever the action completes would continue on the pool,
/// and the test could not tell when.
/// </summary>
internal static class Inline
{
    public static void Run(Action action)
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
