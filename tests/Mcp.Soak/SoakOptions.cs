using System.Globalization;

namespace Mcp.Soak;

/// <summary>What the command line says.</summary>
internal sealed record SoakOptions(TimeSpan Time, int Seed, int Callers)
{
    public const string Usage = "usage: soak [--seconds N | --minutes N] [--seed N] [--callers N]; 60 s, seed 1 and 200 callers unless told";

    /// <summary><see langword="null"/>: not understood.</summary>
    public static SoakOptions? Parse(string[] arguments)
    {
        var options = new SoakOptions(TimeSpan.FromSeconds(60), 1, 200);
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number == 0)
                return null;
            switch (arguments[i])
            {
                case "--seconds":
                    options = options with { Time = TimeSpan.FromSeconds(number) };
                    break;
                case "--minutes":
                    options = options with { Time = TimeSpan.FromMinutes(number) };
                    break;
                case "--seed":
                    options = options with { Seed = number };
                    break;
                case "--callers":
                    options = options with { Callers = number };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
