using System.Globalization;
using System.Text.Json;

namespace Mcp.Catalog;

/// <summary>
/// Whether a value is what a JSON Schema describes. What it does not know (formats, patterns, references out of the document) passes: it
/// exists to find servers that break their word, and a word that was not understood is not broken. It tells no values: they may be secret.
/// Schema and value are both the server's, so there is a limit to the work, and to what is told; what lies beyond passes as well.
/// </summary>
internal sealed class SchemaValidator
{
    private const int MaxDepth = 64;
    private const int MaxProblems = 10;
    private const int MaxShown = 200;

    /// <summary>How many bytes of schemas and values are looked through, which a schema of alternatives within alternatives could do for ever.</summary>
    private const long MaxWork = 20_000_000;

    /// <summary>What a step costs beside its bytes.</summary>
    private const int StepCost = 100;

    private readonly SchemaReferences _references;
    private readonly int _rootLength;
    private long _work;
    private int _skipped;

    private SchemaValidator(McpJson root)
    {
        _references = new SchemaReferences(root);
        _rootLength = root.Utf8.Length;
    }

    /// <summary>What is wrong, each with its JSON path; empty when the value fits.</summary>
    public static IReadOnlyList<string> Validate(McpJson schema, McpJson value, string path = "$")
    {
        var problems = new List<string>();
        new SchemaValidator(schema).Check(schema, value, path, problems, 0);
        return problems;
    }

    private bool Fits(McpJson schema, McpJson value, int depth)
    {
        var problems = new List<string>();
        Check(schema, value, "", problems, depth);
        return problems.Count == 0;
    }

    private void Check(McpJson schema, McpJson value, string path, List<string> problems, int depth)
    {
        if (problems.Count >= MaxProblems)
            return;
        _work += schema.Utf8.Length + value.Utf8.Length + StepCost;
        if (depth > MaxDepth || _work > MaxWork)
        {
            _skipped++;
            return;
        }

        if (schema.Kind == JsonValueKind.False)
            Add(problems, path, "nothing may stand here");
        if (schema.Kind != JsonValueKind.Object)
            return;
        if (schema.TryGetProperty("$ref", out McpJson reference))
        {
            McpJson target = _references.Resolve(reference, schema, out bool isNew);
            _work += isNew ? _rootLength : 0;
            Check(target, value, path, problems, depth + 1);
        }

        if (!CheckType(schema, value, path, problems))
            return;
        CheckChoice(schema, value, path, problems);
        CheckAlternatives(schema, value, path, problems, depth);
        switch (value.Kind)
        {
            case JsonValueKind.Object:
                CheckObject(schema, value, path, problems, depth);
                break;
            case JsonValueKind.Array:
                CheckArray(schema, value, path, problems, depth);
                break;
            case JsonValueKind.Number:
                CheckNumber(schema, value, path, problems);
                break;
            case JsonValueKind.String:
                CheckCount(schema, "minLength", "maxLength", () => JsonSchema.Text(value).EnumerateRunes().Count(), "characters", path, problems);
                break;
        }
    }

    private static bool CheckType(McpJson schema, McpJson value, string path, List<string> problems)
    {
        IReadOnlyList<string> types = JsonSchema.Types(schema);
        string came = TypeOf(value);
        if (types.Count == 0 || types.Contains(came) || (came == "integer" && types.Contains("number")))
            return true;
        Add(problems, path, $"{came} where the schema has {string.Join(" or ", types)}");
        return false;
    }

    private static void CheckChoice(McpJson schema, McpJson value, string path, List<string> problems)
    {
        if (schema.TryGetProperty("enum", out McpJson values) && values.Kind == JsonValueKind.Array && !new HashSet<McpJson>(JsonSchema.Items(values)).Contains(value))
            Add(problems, path, "none of the schema's values");
        if (schema.TryGetProperty("const", out McpJson constant) && constant != value)
            Add(problems, path, "not the schema's one value");
    }

    private void CheckAlternatives(McpJson schema, McpJson value, string path, List<string> problems, int depth)
    {
        if (schema.TryGetProperty("allOf", out McpJson all))
        {
            foreach (McpJson part in JsonSchema.Items(all))
                Check(part, value, path, problems, depth + 1);
        }

        if (schema.TryGetProperty("anyOf", out McpJson any) && any.Kind == JsonValueKind.Array && !JsonSchema.Items(any).Any(part => Fits(part, value, depth + 1)))
            Add(problems, path, "fits none of the schema's alternatives");
        if (!schema.TryGetProperty("oneOf", out McpJson one) || one.Kind != JsonValueKind.Array)
            return;
        int before = _skipped;
        int count = JsonSchema.Items(one).Count(part => Fits(part, value, depth + 1));
        // An alternative that was not looked at to its end seems to fit.
        if (count != 1 && (count == 0 || _skipped == before))
            Add(problems, path, $"fits {(count == 0 ? "none" : "more than one")} of the schema's alternatives");
    }

    private void CheckObject(McpJson schema, McpJson value, string path, List<string> problems, int depth)
    {
        IReadOnlyDictionary<string, McpJson> members = JsonSchema.Members(value);
        foreach (string name in JsonSchema.Required(schema).Where(name => !members.ContainsKey(name)).Take(MaxProblems))
            Add(problems, Into(path, name), "missing");

        IReadOnlyDictionary<string, McpJson> properties = JsonSchema.Properties(schema);
        bool isClosed = schema.TryGetProperty("additionalProperties", out McpJson additional) && !schema.TryGetProperty("patternProperties", out _);
        foreach ((string name, McpJson member) in members)
        {
            if (properties.TryGetValue(name, out McpJson property))
                Check(property, member, Into(path, name), problems, depth + 1);
            else if (isClosed && additional.Kind == JsonValueKind.False)
                Add(problems, Into(path, name), "not in the schema");
            else if (isClosed)
                Check(additional, member, Into(path, name), problems, depth + 1);
        }

        CheckCount(schema, "minProperties", "maxProperties", () => members.Count, "members", path, problems);
    }

    private void CheckArray(McpJson schema, McpJson value, string path, List<string> problems, int depth)
    {
        IReadOnlyList<McpJson> items = JsonSchema.Items(value);
        CheckCount(schema, "minItems", "maxItems", () => items.Count, "items", path, problems);
        IReadOnlyList<McpJson> first = schema.TryGetProperty("prefixItems", out McpJson prefix) ? JsonSchema.Items(prefix) : [];
        bool hasRest = schema.TryGetProperty("items", out McpJson rest);
        for (int i = 0; i < items.Count; i++)
        {
            if (i < first.Count)
                Check(first[i], items[i], $"{path}[{i}]", problems, depth + 1);
            else if (hasRest)
                Check(rest, items[i], $"{path}[{i}]", problems, depth + 1);
        }
    }

    private static void CheckNumber(McpJson schema, McpJson value, string path, List<string> problems)
    {
        if (!TryNumber(value, out double number))
            return;
        if (Limit(schema, "minimum") > number || Limit(schema, "exclusiveMinimum") >= number)
            Add(problems, path, "below the schema's minimum");
        if (Limit(schema, "maximum") < number || Limit(schema, "exclusiveMaximum") <= number)
            Add(problems, path, "above the schema's maximum");
    }

    private static void CheckCount(McpJson schema, string least, string most, Func<int> count, string what, string path, List<string> problems)
    {
        if (Limit(schema, least) is { } minimum && count() < minimum)
            Add(problems, path, $"fewer {what} than the schema's {least}");
        if (Limit(schema, most) is { } maximum && count() > maximum)
            Add(problems, path, $"more {what} than the schema's {most}");
    }

    private static void Add(List<string> problems, string path, string what)
    {
        if (problems.Count < MaxProblems)
            problems.Add($"{path}: {Shown(what)}");
    }

    /// <summary>The path of a member. A path is short, whatever a server calls its members.</summary>
    private static string Into(string path, string name) => path.Length > MaxShown ? path : $"{path}.{Shown(name)}";

    private static string Shown(string text) => text.Length > MaxShown ? text[..MaxShown] + "…" : text;

    private static double? Limit(McpJson schema, string keyword) =>
        schema.TryGetProperty(keyword, out McpJson limit) && TryNumber(limit, out double number) ? number : null;

    private static bool TryNumber(McpJson value, out double number)
    {
        number = 0;
        return value.Kind == JsonValueKind.Number && double.TryParse(value.Utf8.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>A whole number is one however it is written: <c>1.0</c> is.</summary>
    private static string TypeOf(McpJson value) =>
        value.Kind == JsonValueKind.Number && JsonNumber.Parse(value.Utf8.Span).Exponent >= 0 ? "integer" : JsonSchema.TypeOf(value);
}
