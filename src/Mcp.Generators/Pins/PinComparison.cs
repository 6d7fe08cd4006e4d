using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Mcp.Generators.Json;
using Mcp.Generators.Models;

namespace Mcp.Generators.Pins;

/// <summary>What a contract's method needs against what a pin says → findings. A pure decision.</summary>
internal static class PinComparison
{
    public static IReadOnlyList<PinFinding> Of(NeedModel need, PinFile pin, CancellationToken cancellation) => need.Kind switch
    {
        CallKind.Tool => Tool(need, pin, cancellation),
        CallKind.Prompt => Prompt(need, pin, cancellation),
        _ => Resource(need, pin),
    };

    private static IReadOnlyList<PinFinding> Tool(NeedModel need, PinFile pin, CancellationToken cancellation)
    {
        if (pin.Tools.Find(need.Target) is not { } tool)
        {
            return Missing(need, pin.Tools, isBreaking: true);
        }

        var place = pin.Tools.PlaceOf(tool);
        var findings = new List<PinFinding>();
        if (tool["inputSchema"] is { } input)
        {
            findings.AddRange(SchemaComparison.OfArguments(Parsed(need.Input, cancellation), input, place));
        }

        if (need.Output is not null && tool["outputSchema"] is { } output)
        {
            findings.AddRange(SchemaComparison.OfResult(output, Parsed(need.Output, cancellation), place));
        }

        return findings;
    }

    private static IReadOnlyList<PinFinding> Prompt(NeedModel need, PinFile pin, CancellationToken cancellation)
        => pin.Prompts.Find(need.Target) is { } prompt
            ? SchemaComparison.OfArguments(Parsed(need.Input, cancellation), SchemaOf(prompt["arguments"]?.Items ?? Array.Empty<JsonNode>()), pin.Prompts.PlaceOf(prompt))
            : Missing(need, pin.Prompts, isBreaking: true);

    /// <summary>A prompt's arguments as a schema that keeps their places.</summary>
    private static JsonNode SchemaOf(IReadOnlyList<JsonNode> arguments)
    {
        static JsonNode Type(string name) => new(JsonKind.Object, default, members: new[] { new JsonMember("type", default, new JsonNode(JsonKind.String, default, name)) });
        var names = arguments.Select(static argument => argument["name"]!).ToList();
        return new JsonNode(JsonKind.Object, default, members: new[]
        {
            new JsonMember("type", default, new JsonNode(JsonKind.String, default, "object")),
            new JsonMember("properties", default, new JsonNode(JsonKind.Object, default, members: names.Select(static name => new JsonMember(name.Text, name.Position, Type("string"))).ToList())),
            new JsonMember("required", default, new JsonNode(JsonKind.Array, default, items: arguments.Where(static argument => argument["required"]?.Kind == JsonKind.True).Select(static argument => argument["name"]!).ToList())),
        });
    }

    private static PinFinding[] Resource(NeedModel need, PinFile pin)
    {
        // Servers answer for more addresses than they list, but not for more templates.
        if (!need.Target.Contains("{"))
        {
            return pin.Resources.Find(need.Target) is null ? Missing(need, pin.Resources, isBreaking: false) : Array.Empty<PinFinding>();
        }

        var shape = TemplateShape.Of(need.Target);
        return pin.Templates.Names.All(name => TemplateShape.Of(name) != shape) ? Missing(need, pin.Templates, isBreaking: true) : Array.Empty<PinFinding>();
    }

    private static PinFinding[] Missing(NeedModel need, PinList offered, bool isBreaking)
    {
        var nearest = NearestName.Of(need.Target, offered.Names);
        var place = offered.Find(nearest) is { } near ? offered.PlaceOf(near) : offered.Position;
        return new[] { new PinFinding(PinDrift.Target, isBreaking, Array.Empty<string>(), nearest is null ? "" : $"; did you mean '{nearest}'?", place, nearest) };
    }

    private static JsonNode Parsed(string schema, CancellationToken cancellation) => JsonParser.Parse(schema, cancellation).Root!;
}
