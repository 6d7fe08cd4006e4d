namespace Mcp.AotSmoke.Checks;

/// <summary>Runs checks one by one and says of each whether it holds.</summary>
internal sealed class Report
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public int Passed { get; private set; }

    public int Failed { get; private set; }

    /// <summary>Fails the check that is running unless a claim is true.</summary>
    public static void Require(bool claim, string otherwise)
    {
        if (!claim)
            throw new CheckFailedException(otherwise);
    }

    public static void RequireEqual<T>(T expected, T actual, string what) =>
        Require(EqualityComparer<T>.Default.Equals(expected, actual), $"{what} is '{actual}' instead of '{expected}'");

    public async Task CheckAsync(string name, Func<Task> check)
    {
        try
        {
            await check().WaitAsync(Patience, TimeProvider.System);
            Passed++;
            Console.WriteLine($"ok {name}");
        }
        catch (Exception error)
        {
            Failed++;
            string why = error is CheckFailedException ? error.Message
                : error is TimeoutException ? $"it has not ended after {Patience.TotalSeconds} s"
                : error.ToString();
            Console.WriteLine($"FAIL {name}: {why}");
        }
    }

    private sealed class CheckFailedException(string message) : Exception(message);
}
