using System.Runtime;
using Mcp.Bench.Measuring;
using Mcp.Generators;

namespace Mcp.Bench.Generator;

/// <summary>What a key press costs in an app with five contracts, beyond what the compiler spends to bind them for any generator.</summary>
internal static class ContractEditTable
{
    private const double Limit = 2;
    private const int WarmUp = 10;
    private const int MaxWarmUps = 20;
    private const int Samples = 41;
    private const int EditsPerSample = 10;

    public static async Task RunAsync()
    {
        var ours = new ContractProject(new McpClientGenerator());
        var floor = new ContractProject(new BindingFloorGenerator());
        Console.WriteLine($"contracts: the driver's next run over an app of 300 files with five contracts ({ours.Sources} sources); ms, median [min..max] of {Samples} x {EditsPerSample} edits");
        Console.WriteLine("       processor time of the whole process, which other programs on the machine do not add to: the driver works on one thread");
        Console.WriteLine("       floor: a generator that looks at the same symbols and makes nothing of them, in turns with ours, over a compilation of its own");
        await WarmUpAsync(ours, floor);
        Print("a method's body elsewhere", ours, floor, static project => project.EditBody());
        Print("one contract", ours, floor, static project => project.EditContract());
    }

    /// <summary>Until the compiler of this process has nothing left to optimise: it works in the background, and its time would be counted.</summary>
    private static async Task WarmUpAsync(ContractProject ours, ContractProject floor)
    {
        long compiled = -1;
        for (int i = 0; i < MaxWarmUps && JitInfo.GetCompiledMethodCount() != compiled; i++)
        {
            compiled = JitInfo.GetCompiledMethodCount();
            Measure(ours, floor, WarmUp, static project => project.EditBody());
            Measure(ours, floor, WarmUp, static project => project.EditContract());
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }
    }

    private static void Print(string name, ContractProject ours, ContractProject floor, Action<ContractProject> edit)
    {
        (Spread own, Spread bound, Spread beyond) = Measure(ours, floor, Samples, edit);
        Console.WriteLine($"  edit of {name}: ours {own.ToString("0.00")}; floor {bound.ToString("0.00")}; beyond {beyond.ToString("0.00")}");
        Target.Print($"at most {Limit} ms beyond binding after an edit of {name}", beyond.Median <= Limit, $"{beyond.Median:0.00} ms");
    }

    /// <summary>Both, and the difference within each pair.</summary>
    private static (Spread Ours, Spread Floor, Spread Beyond) Measure(ContractProject ours, ContractProject floor, int samples, Action<ContractProject> edit)
    {
        double[] own = new double[samples];
        double[] bound = new double[samples];
        for (int i = 0; i < samples; i++)
        {
            own[i] = Time(ours, edit);
            bound[i] = Time(floor, edit);
        }

        return (Spread.Of(own), Spread.Of(bound), Spread.Of(own.Zip(bound, static (one, other) => one - other)));
    }

    /// <summary>The processor's milliseconds per edit. Garbage of the turn before is collected outside of it.</summary>
    private static double Time(ContractProject project, Action<ContractProject> edit)
    {
        GC.Collect();
        TimeSpan spent = TimeSpan.Zero;
        for (int i = 0; i < EditsPerSample; i++)
        {
            edit(project);
            TimeSpan before = Environment.CpuUsage.TotalTime;
            project.Run();
            spent += Environment.CpuUsage.TotalTime - before;
        }

        return spent.TotalMilliseconds / EditsPerSample;
    }
}
