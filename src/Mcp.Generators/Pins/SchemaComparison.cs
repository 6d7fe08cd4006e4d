using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Json;

namespace Mcp.Generators.Pins;

/// <summary>
/// Whether what one side sends is what the other side takes, both by their schemas. It finds what the runtime's <c>CheckAsync</c> finds, in
/// the same words (a test compares the two), and also where the pin says so.
/// </summary>
internal sealed class SchemaComparison
{
    private const int MaximumDepth = 16;

    private readonly bool _isArguments;
    private readonly JsonNode _sender;
    private readonly JsonNode _taker;
    private readonly List<PinFinding> _findings = new();
    private readonly HashSet<(string Sent, string Taken)> _seen = new();

    /// <param name="isArguments">Whether arguments are compared; otherwise it is a result.</param>
    /// <param name="sender">The sender's whole schema: its references lead into it.</param>
    /// <param name="taker">The receiver's whole schema.</param>
    private SchemaComparison(bool isArguments, JsonNode sender, JsonNode taker)
    {
        _isArguments = isArguments;
        _sender = sender;
        _taker = taker;
    }

    private string What => _isArguments ? "argument" : "result";

    private string Sender => _isArguments ? "the contract" : "the server";

    private string Receiver => _isArguments ? "the server" : "the contract";

    /// <summary>What the contract sends against what the pinned server takes.</summary>
    public static IReadOnlyList<PinFinding> OfArguments(JsonNode contract, JsonNode pin, TextPosition position)
    {
        var comparison = new SchemaComparison(isArguments: true, contract, pin);
        comparison.Compare(new Step(Array.Empty<string>(), position, contract, pin));
        return comparison._findings;
    }

    /// <summary>What the pinned server answers against what the contract reads.</summary>
    public static IReadOnlyList<PinFinding> OfResult(JsonNode pin, JsonNode contract, TextPosition position)
    {
        var comparison = new SchemaComparison(isArguments: false, pin, contract);
        comparison.Compare(new Step(Array.Empty<string>(), position, Unwrapped(pin, contract), contract));
        return comparison._findings;
    }

    /// <summary>Servers wrap what is no object as <c>{"result": …}</c>.</summary>
    private static JsonNode Unwrapped(JsonNode output, JsonNode expected)
        => !PinSchema.Types(expected).Contains("object") && output["properties"]?["result"] is { } inner ? inner : output;

    private void Compare(Step step)
    {
        // Types that hold themselves, on both sides: what is found of a pair was said where it was met first, and without an end it would be met again.
        if (step.Sent["$ref"] is { } sentReference && step.Taken["$ref"] is { } takenReference && !_seen.Add((sentReference.Text, takenReference.Text)))
        {
            return;
        }

        step = step with { Sent = PinSchema.Resolve(step.Sent, _sender), Taken = PinSchema.Resolve(step.Taken, _taker) };
        if (step.Depth > MaximumDepth || !TypesFit(step))
        {
            return;
        }

        CompareValues(step);
        CompareRequired(step);
        CompareMembers(step);
        if (step.Sent["items"] is { } sent && step.Taken["items"] is { } taken)
        {
            Compare(step.Items(sent, taken));
        }
    }

    private bool TypesFit(Step step)
    {
        var from = PinSchema.Types(step.Sent);
        var to = PinSchema.Types(step.Taken);

        // Null stands for what is left out here, which the required members decide.
        var odd = from.Count == 0 || to.Count == 0 ? null
            : from.FirstOrDefault(type => type != "null" && !to.Contains(type) && !(type == "integer" && to.Contains("number")));
        if (odd is null)
        {
            return true;
        }

        Add(PinDrift.ArgumentType, true, step, $"{Name(step.Path)} is {Kind(odd)} from {Sender}, and {Receiver} takes {string.Join(" or ", to.Where(static type => type != "null").Select(Kind))}");
        return false;
    }

    private void CompareValues(Step step)
    {
        if (step.Sent["enum"] is not { } from || step.Taken["enum"] is not { } to)
        {
            return;
        }

        var known = to.Items.Select(JsonText.Compact).ToList();
        var odd = from.Items.Select(JsonText.Compact).Where(value => !known.Contains(value)).ToList();
        if (odd.Count > 0)
        {
            Add(PinDrift.ArgumentType, false, step, $"{Name(step.Path)} may be {string.Join(", ", odd)} from {Sender}, which {Receiver} does not know");
        }
    }

    private void CompareRequired(Step step)
    {
        var from = PinSchema.Properties(step.Sent);
        var always = new HashSet<string>(PinSchema.Required(step.Sent).Select(static name => name.Text));
        foreach (var required in PinSchema.Required(step.Taken))
        {
            var member = step.Into(required.Text);
            if (from.All(found => found.Name != required.Text))
            {
                // Of what lists no members at all nothing is known.
                if (from.Count > 0 || (_isArguments && step.Sent["properties"] is not null))
                {
                    var names = from.Select(static found => found.Name).ToList();
                    Add(PinDrift.MissingArgument, true, member with { Position = PlaceOf(step, required) }, $"{Receiver} requires {Name(member.Path)}, and {Sender} never sends it", required.Text, names);
                }
            }
            else if (!always.Contains(required.Text))
            {
                Add(PinDrift.ArgumentType, false, member with { Position = PlaceOf(step, required) }, $"{Receiver} requires {Name(member.Path)}, and {Sender} may leave it out");
            }
        }
    }

    private void CompareMembers(Step step)
    {
        var to = PinSchema.Properties(step.Taken);
        foreach (var member in PinSchema.Properties(step.Sent))
        {
            var next = step.Into(member.Name);
            if (to.FirstOrDefault(found => found.Name == member.Name) is { } other)
            {
                Compare(next with { Position = (_isArguments ? other : member).Position, Sent = member.Value, Taken = other.Value });
            }
            else if (_isArguments && (to.Count > 0 || step.Path.Length == 0) && !PinSchema.IsOpen(step.Taken))
            {
                var names = to.Select(static found => found.Name).ToList();
                var near = to.FirstOrDefault(found => found.Name == NearestName.Of(member.Name, names));
                Add(PinDrift.ExtraArgument, true, next with { Position = near?.Position ?? step.Position }, $"{Receiver} does not know {Name(next.Path)}", member.Name, names);
            }
        }
    }

    /// <summary>Where the pin speaks of a member: where it describes it, else where it stands nearest.</summary>
    private TextPosition PlaceOf(Step step, JsonNode required)
    {
        var described = PinSchema.Properties(_isArguments ? step.Taken : step.Sent);
        var name = described.Any(found => found.Name == required.Text) ? required.Text : NearestName.Of(required.Text, described.Select(static found => found.Name));
        return described.FirstOrDefault(found => found.Name == name)?.Position ?? (_isArguments ? required.Position : step.Position);
    }

    private void Add(PinDrift drift, bool isBreaking, Step step, string text, string? name = null, IReadOnlyList<string>? names = null)
    {
        var nearest = name is null ? null : NearestName.Of(name, names!);
        _findings.Add(new PinFinding(_isArguments ? drift : PinDrift.Result, isBreaking, step.Path, text + (nearest is null ? "" : $"; did you mean '{nearest}'?"), step.Position, nearest));
    }

    private string Name(string[] path) => path.Length == 0 ? $"the {What}" : $"the {What}{(_isArguments ? "" : "'s")} '{string.Join(".", path).Replace(".[]", "[]")}'";

    private static string Kind(string type) => type switch
    {
        "integer" => "a whole number",
        "array" => "a list",
        "object" => "an object",
        _ => $"a {type}",
    };

    /// <summary>A pair of schemas on the way through both.</summary>
    private sealed record Step(string[] Path, TextPosition Position, JsonNode Sent, JsonNode Taken)
    {
        public int Depth { get; init; }

        public Step Into(string name) => this with { Path = Path.Append(name).ToArray(), Depth = Depth + 1 };

        public Step Items(JsonNode sent, JsonNode taken) => Into("[]") with { Sent = sent, Taken = taken };
    }
}
