using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mcp.Protocol.Tests.Kit;
using Microsoft.FSharp.Core;

namespace Mcp.Protocol.Tests.Properties.Kit;

/// <summary>
/// Checks a property of every type of a revision with random values, each time with none, some and all of the members that may be left
/// out. MCP_RUNS=n says how often, MCP_SEED=n from where; a failure names both, and the shortest value it was found with.
/// </summary>
internal static class ForEveryType
{
    // Enough choices to fill the widest type.
    private const int LongestTape = 400;

    private static readonly ulong Seed = ulong.TryParse(Environment.GetEnvironmentVariable("MCP_SEED"), CultureInfo.InvariantCulture, out ulong seed) ? seed : 20261121;

    private static readonly Gen<int[]> Choices = Gen.Choose(0, int.MaxValue - 1).ArrayOf();

    /// <param name="namespace">The revision.</param>
    /// <param name="runs">How often, unless MCP_RUNS says it.</param>
    /// <param name="property">Throws where it does not hold. Further choices come from the tape.</param>
    public static void Check(string @namespace, int runs, Action<Subject, object, Tape> property)
    {
        Arbitrary<int[]> tapes = Arb.From(Choices, ArbMap.Default.ArbFor<int[]>().Shrinker);
        foreach (Type type in ProtocolTypes.Of(@namespace))
        {
            var subject = Subject.Of(type);
            Config config = Config.QuickThrowOnFailure.WithMaxTest(Runs(runs)).WithStartSize(8).WithEndSize(LongestTape).WithQuietOnSuccess(true)
                .WithReplay(FSharpOption<Replay>.Some(new Replay(Start(type), FSharpOption<int>.None)));
            try
            {
                FsCheck.Check.One(config, Prop.ForAll(tapes, (Action<int[]>)(choices => CheckFills(subject, choices, property))));
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"MCP_SEED={Seed} MCP_RUNS={Runs(runs)}, {type.FullName}: {error.Message}", error);
            }
        }
    }

    /// <summary>The same for what has to be awaited; a failure is not made shorter.</summary>
    public static async Task CheckAsync(string @namespace, int runs, Func<Subject, IReadOnlyList<object>, Task> property)
    {
        foreach (Type type in ProtocolTypes.Of(@namespace))
        {
            object[] values = [.. Gen.Sample(Choices, Runs(runs), Start(type), LongestTape / 4).SelectMany(choices =>
                Enum.GetValues<Fill>().Select(fill => new ValueBuilder(new Tape(choices), fill).Build(type)))];
            try
            {
                await property(Subject.Of(type), values);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"MCP_SEED={Seed} MCP_RUNS={Runs(runs)}, {type.FullName}: {error.Message}", error);
            }
        }
    }

    private static void CheckFills(Subject subject, int[] choices, Action<Subject, object, Tape> property)
    {
        foreach (Fill fill in Enum.GetValues<Fill>())
        {
            var tape = new Tape(choices);
            object value = new ValueBuilder(tape, fill).Build(subject.Type);
            try
            {
                property(subject, value, tape);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"{error.Message}\nfound with {fill} of the optional members: {Encoding.UTF8.GetString(subject.Write(value))}", error);
            }
        }
    }

    private static Rnd Start(Type type)
    {
        // Not its hash code, which is another in each process.
        ulong mixed = type.FullName!.Aggregate(Seed, static (sum, letter) => (sum * 31) + letter);
        return new Rnd(mixed);
    }

    private static int Runs(int runs) => int.TryParse(Environment.GetEnvironmentVariable("MCP_RUNS"), CultureInfo.InvariantCulture, out int chosen) ? chosen : runs;
}
