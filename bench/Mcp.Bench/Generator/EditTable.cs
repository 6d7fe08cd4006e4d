using Mcp.Bench.Measuring;
using Microsoft.CodeAnalysis;

namespace Mcp.Bench.Generator;

/// <summary>What a key press costs while the generator is loaded: ours and two floors, in turns.</summary>
internal static class EditTable
{
    private const double Target = 2;
    private const int WarmUp = 300;
    private const int Samples = 101;

    public static async Task PrintAsync()
    {
        var ours = new Column("ours", GeneratorRun.NewGenerator());
        string[] hints = [.. ours.Run.Result.GeneratedSources.Select(static source => source.HintName)];
        Column[] columns = [ours, new Column($"floor, {hints.Length} files", new FloorGenerator(hints).AsSourceGenerator()), new Column("floor, no file", new FloorGenerator([]).AsSourceGenerator())];
        Console.WriteLine("  edits: the driver's next run over the five schemas, without step tracking, as a compiler runs it. First: the five runs after the cold one, in");
        Console.WriteLine("  which the driver's own code is compiled (an editor's is compiled ahead). Then: once that is over; the target is about these");
        PrintRow("first no-op reruns", columns, 5, static _ => { });
        foreach (Column column in columns)
            Repeat(column, WarmUp, static run => run.EditElsewhere());
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System); // The optimised code is installed in the background.
        foreach (Column column in columns)
            Repeat(column, WarmUp, static run => run.EditElsewhere());
        PrintRow("no-op rerun", columns, Samples, static _ => { });
        double edit = PrintRow("unrelated edit", columns, Samples, static run => run.EditElsewhere());
        Repeat(ours, 30, static run => run.EditDefinition());
        PrintRow("one definition", [ours], Samples, static run => run.EditDefinition());
        Measuring.Target.Print($"at most {Target} ms for an unrelated edit", edit <= Target, $"{edit:0.00} ms");
    }

    /// <summary>Prints the columns' medians and returns that of the first.</summary>
    private static double PrintRow(string name, Column[] columns, int samples, Action<GeneratorRun> edit)
    {
        List<double>[] times = [.. columns.Select(static _ => new List<double>())];
        for (int sample = 0; sample < samples; sample++)
        {
            for (int column = 0; column < columns.Length; column++)
                times[column].AddRange(Repeat(columns[column], 1, edit));
        }

        Console.WriteLine($"  {name,-18} " + string.Join("; ", columns.Zip(times, static (column, own) => $"{column.Name} {Spread.Of(own).ToString("0.000")} ms")));
        return Spread.Of(times[0]).Median;
    }

    private static List<double> Repeat(Column column, int times, Action<GeneratorRun> edit)
    {
        var spent = new List<double>();
        for (int i = 0; i < times; i++)
        {
            edit(column.Run);
            spent.Add(column.Run.Run().TotalMilliseconds);
        }

        return spent;
    }

    private sealed class Column
    {
        public Column(string name, ISourceGenerator generator)
        {
            Name = name;
            Run = new GeneratorRun(GeneratorRun.SchemaFiles([]), generator);
            Run.Run();
        }

        public string Name { get; }

        public GeneratorRun Run { get; }
    }
}
