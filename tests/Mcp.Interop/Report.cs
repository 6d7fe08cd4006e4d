namespace Mcp.Interop;

/// <summary>One line per check.</summary>
internal sealed class Report
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public int Passed { get; private set; }

    public int Failed { get; private set; }

    /// <summary>Runs a check. What throws, hangs or is not true has failed, and the next one is tried all the same.</summary>
    public async Task CheckAsync(string subject, string name, Func<Task<bool>> check)
    {
        string? trouble;
        try
        {
            trouble = await check().WaitAsync(Limit) ? null : "is not so";
        }
        catch (Exception error)
        {
            trouble = $"{error.GetType().Name}: {error.Message}";
        }

        if (trouble is null)
            Passed++;
        else
            Failed++;
        Console.WriteLine(trouble is null ? $"ok      {subject} {name}" : $"FAILED  {subject} {name}: {trouble}");
    }
}
