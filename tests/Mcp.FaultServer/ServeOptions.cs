using System.Globalization;

namespace Mcp.FaultServer;

/// <summary>When a serving server stops, and how.</summary>
internal sealed class ServeOptions
{
    public string? Until { get; private set; }

    public int Only { get; private set; } = int.MaxValue;

    public string? DieOn { get; private set; }

    public string? ExitOn { get; private set; }

    public int ExitCode { get; private set; }

    public int AfterFrames { get; private set; }

    public string? Mute { get; private set; }

    public static ServeOptions Parse(string[] step)
    {
        var options = new ServeOptions();
        for (int i = 1; i < step.Length; i++)
        {
            switch (step[i])
            {
                case "--until":
                    options.Until = step[++i];
                    break;
                case "--only":
                    options.Only = int.Parse(step[++i], CultureInfo.InvariantCulture);
                    break;
                case "--die-on":
                    options.DieOn = step[++i];
                    break;
                case "--exit-on":
                    options.ExitOn = step[++i];
                    options.ExitCode = int.Parse(step[++i], CultureInfo.InvariantCulture);
                    break;
                case "--after-frames":
                    options.AfterFrames = int.Parse(step[++i], CultureInfo.InvariantCulture);
                    break;
                case "--mute":
                    options.Mute = step[++i];
                    break;
                default:
                    throw new ArgumentException($"serve does not know '{step[i]}'.");
            }
        }

        return options;
    }

    public bool DiesAt(int frame, string? method) =>
        frame >= AfterFrames && (DieOn is null ? AfterFrames > 0 && ExitOn is null : DieOn == method);

    public bool ExitsAt(int frame, string? method) => ExitOn is not null && frame >= AfterFrames && ExitOn == method;
}
