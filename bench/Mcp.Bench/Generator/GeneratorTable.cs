using System.Diagnostics;
using System.Globalization;
using Mcp.Bench.Measuring;
using Microsoft.CodeAnalysis;

namespace Mcp.Bench.Generator;

/// <summary>What the generator costs a build and a key press.</summary>
internal static class GeneratorTable
{
    private const int ColdSamples = 5;
    private const double ColdTarget = 300;
    private const double ColdTargetOfAll = 400;

    private static readonly string[] Slice = ["2024-11-05", "2025-03-26", "2026-07-28"];

    /// <summary>One cold sample, in a process that has done nothing else: prints the milliseconds of the first run, of a second, fresh one, and of the first one's processor time.</summary>
    public static void RunColdSample(string[] revisions)
    {
        IReadOnlyList<AdditionalText> files = GeneratorRun.SchemaFiles(revisions);
        new GeneratorRun(files, new ForeignGenerator().AsSourceGenerator()).Run();
        var run = new GeneratorRun(files, GeneratorRun.NewGenerator());
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        TimeSpan first = run.Run();
        cpu = Environment.CpuUsage.TotalTime - cpu;
        TimeSpan second = new GeneratorRun(files, GeneratorRun.NewGenerator()).Run();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{first.TotalMilliseconds:0.0} {second.TotalMilliseconds:0.0} {cpu.TotalMilliseconds:0.0} {run.Result.GeneratedSources.Length}"));
    }

    public static async Task RunAsync()
    {
        Console.WriteLine("generator: each cold sample in a process of its own");
        Console.WriteLine("       cold: the driver's first run of ProtocolGenerator from loaded texts to generated sources, first JIT of the generator and of whatever it");
        Console.WriteLine("       calls included; the runtime's start, reading the files, and the driver's own start (another generator ran before it) are not");
        double slice = await PrintColdAsync("three schemas", Slice);
        double all = await PrintColdAsync("all schemas", []);

        await EditTable.PrintAsync();
        var run = new GeneratorRun(GeneratorRun.SchemaFiles([]), GeneratorRun.NewGenerator(), track: true);
        run.Run();
        run.EditElsewhere();
        run.Run();
        bool reused = true;
        foreach ((string stage, IReadOnlyList<IncrementalStepRunReason> reasons) in run.Stages())
        {
            reused &= reasons.All(static reason => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged);
            Console.WriteLine($"    {stage,-16} {(reasons.Count == 0 ? "no values" : string.Join(", ", reasons))}");
        }

        Target.Print($"at most {ColdTarget} ms cold over three schemas", slice <= ColdTarget, $"{slice:0} ms");
        Target.Print($"at most {ColdTargetOfAll} ms cold over all", all <= ColdTargetOfAll, $"{all:0} ms");
        Target.Print("an unrelated edit leaves every stage Cached or Unchanged", reused, reused ? "all are" : "see above");
    }

    private static async Task<double> PrintColdAsync(string name, string[] revisions)
    {
        var cold = new List<double>();
        var again = new List<double>();
        var processor = new List<double>();
        for (int i = 0; i < ColdSamples; i++)
        {
            string[] sample = (await SampleAsync(revisions)).Split(' ');
            cold.Add(double.Parse(sample[0], CultureInfo.InvariantCulture));
            again.Add(double.Parse(sample[1], CultureInfo.InvariantCulture));
            processor.Add(double.Parse(sample[2], CultureInfo.InvariantCulture));
            if (i == 0)
                Console.WriteLine($"  {name}: {sample[3]} sources");
        }

        Console.WriteLine($"  cold             {Spread.Of(cold).ToString("0.0")} ms; processor time, all threads {Spread.Of(processor).ToString("0.0")} ms");
        Console.WriteLine($"  the same again   {Spread.Of(again).ToString("0.0")} ms (new driver in the same process: what is left once the code is compiled)");
        return Spread.Of(cold).Median;
    }

    private static async Task<string> SampleAsync(string[] revisions)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // Under "dotnet bench.dll" the process is the host, and the program its first argument.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(GeneratorTable).Assembly.Location);
        start.ArgumentList.Add("generator-cold");
        foreach (string revision in revisions)
            start.ArgumentList.Add(revision);
        using Process child = Process.Start(start)!;
        string line = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return child.ExitCode == 0 ? line.Trim() : throw new InvalidOperationException("A cold sample failed.");
    }
}
