using System.Globalization;

namespace Mcp.Generators.Tests.Pins;

/// <summary>Schemas by chance, of few words, so that two of them have something in common. They refer into themselves.</summary>
/// <param name="seed">Decides the schemas.</param>
internal sealed class RandomSchemas(int seed)
{
    private static readonly string[] Names = ["a", "ab", "count", "counts", "x"];
    private static readonly string[] Types = ["string", "integer", "number", "boolean", "object", "array", "null"];
    private static readonly string[] Values = ["\"x\"", "\"y\"", "1", "null", "[1,{}]"];

    private readonly Random _random = new(seed);

    public string Next(int depth = 0)
    {
        var keywords = new List<string>();
        Maybe(0.8, () => keywords.Add($"\"type\":{Type(depth)}"));
        Maybe(depth > 3 ? 0 : 0.7, () => keywords.Add($"\"properties\":{{{string.Join(',', Some(Names).Select(name => $"\"{name}\":{Next(depth + 1)}"))}}}"));
        Maybe(0.5, () => keywords.Add($"\"required\":[{string.Join(',', Some(Names).Select(static name => $"\"{name}\""))}]"));
        Maybe(depth > 3 ? 0 : 0.3, () => keywords.Add($"\"items\":{Next(depth + 1)}"));
        Maybe(0.3, () => keywords.Add($"\"enum\":[{string.Join(',', Some(Values))}]"));
        Maybe(0.2, () => keywords.Add($"\"additionalProperties\":{One("true", "false", "{}", "null")}"));
        Maybe(0.1, () => keywords.Add($"\"{One("anyOf", "oneOf", "allOf", "patternProperties")}\":[{{}}]"));
        Maybe(0.1, () => keywords.Add($"\"$ref\":\"{One("#", "#/properties/a", "#/properties/ab/items", "#/no", "b.json#", "")}\""));
        return $"{{{string.Join(',', keywords.OrderBy(_ => _random.Next()))}}}";
    }

    private string Type(int depth) => depth == 0 && _random.Next(2) == 0 ? "\"object\""
        : _random.Next(4) == 0 ? $"[{string.Join(',', Some(Types).Select(static type => $"\"{type}\""))}]"
        : _random.Next(20) == 0 ? _random.Next(9).ToString(CultureInfo.InvariantCulture)
        : $"\"{One(Types)}\"";

    private string One(params string[] words) => words[_random.Next(words.Length)];

    private List<string> Some(string[] words) => [.. words.Where(_ => _random.Next(2) == 0)];

    private void Maybe(double chance, Action then)
    {
        if (_random.NextDouble() < chance)
        {
            then();
        }
    }
}
