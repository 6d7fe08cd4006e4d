using System.Globalization;
using Xunit.Abstractions;

namespace Mcp.Runtime.Tests.Wire.Fuzz;

/// <summary>
/// So many documents, each from a seed of its own. A failure names its seed, and MCP_FUZZ_SEED=n tries that one alone. With
/// MCP_FUZZ_MINUTES=m (eng/fuzz.sh) it goes on for that long, from a seed that nobody chose.
/// </summary>
internal static class FuzzRun
{
    public static void Over(int documents, ITestOutputHelper output, Action<Random> tryOne)
    {
        if (Number("MCP_FUZZ_SEED") is { } only)
        {
            Try(only, tryOne);
            return;
        }

        if (Number("MCP_FUZZ_MINUTES") is { } minutes)
        {
            int first = Random.Shared.Next();
            int tried = 0;
            long start = TimeProvider.System.GetTimestamp();
            while (TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromMinutes(minutes))
                Try(unchecked(first + tried++), tryOne);
            output.WriteLine($"{tried} documents from seed {first} on");
            return;
        }

        for (int seed = 0; seed < documents; seed++)
            Try(seed, tryOne);
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static void Try(int seed, Action<Random> tryOne)
    {
        try
        {
            tryOne(new Random(seed));
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"MCP_FUZZ_SEED={seed}: {error.Message}", error);
        }
    }
}
