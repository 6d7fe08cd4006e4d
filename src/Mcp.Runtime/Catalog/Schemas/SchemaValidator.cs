using System.Globalization;
using System.Text.Json;

namespace Mcp.Catalog;

/// <summary>
/// Whether a value is what a JSON Schema describes. What it does not know (formats, patterns, references out of the document) passes: it
/// exists to find servers that break their word, and a word that was not understood is not broken. It tells no values: they may be secret.
/// </summary>
internal sealed class SchemaValidator
{
    private const int MaxDepth = 64;
    private const int MaxProblems = 10;

    /// <summary>A schema of alternatives within alternatives could keep a processor busy for ever.</summary>
    private const int MaxSteps = 100_000;

    private readonly McpJson _root;
    private int _steps;

    private SchemaValidator(McpJson root) => _root = root;

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
        if (depth > MaxDepth || ++_steps > MaxSteps || problems.Count >= MaxProblems)
            return;
        if (schema.Kind == JsonValueKind.False)
            problems.Add($"{path}: nothing may stand here");
        if (schema.Kind != JsonValueKind.Object)
            return;
        if (schema.TryGetProperty("$ref", out _))
            Check(JsonSchema.Resolve(schema, _root), value, path, problems, depth + 1);
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
                CheckCount(schema, "minLength", "maxLength", () => value.GetString().EnumerateRunes().Count(), "characters", path, problems);
                break;
        }
    }

    private static bool CheckType(McpJson schema, McpJson value, string path, List<string> problems)
    {
        IReadOnlyList<string> types = JsonSchema.Types(schema);
        string came = TypeOf(value);
        if (types.Count == 0 || types.Contains(came) || (came == "integer" && types.Contains("number")))
            return true;
        problems.Add($"{path}: {came} where the schema has {string.Join(" or ", types)}");
        return false;
    }

    private static void CheckChoice(McpJson schema, McpJson value, string path, List<string> problems)
    {
        if (schema.TryGetProperty("enum", out McpJson values) && values.Kind == JsonValueKind.Array && !JsonSchema.Items(values).Contains(value))
            problems.Add($"{path}: none of the schema's values");
        if (schema.TryGetProperty("const", out McpJson constant) && constant != value)
            problems.Add($"{path}: not the schema's one value");
    }

    private void CheckAlternatives(McpJson schema, McpJson value, string path, List<string> problems, int depth)
    {
        if (schema.TryGetProperty("allOf", out McpJson all))
        {
            foreach (McpJson part in JsonSchema.Items(all))
                Check(part, value, path, problems, depth + 1);
        }

        if (schema.TryGetProperty("anyOf", out McpJson any) && any.Kind == JsonValueKind.Array && !JsonSchema.Items(any).Any(part => Fits(part, value, depth + 1)))
            problems.Add($"{path}: fits none of the schema's alternatives");
        if (!schema.TryGetProperty("oneOf", out McpJson one) || one.Kind != JsonValueKind.Array)
            return;
        int count = JsonSchema.Items(one).Count(part => Fits(part, value, depth + 1));
        if (count != 1)
            problems.Add($"{path}: fits {(count == 0 ? "none" : "more than one")} of the schema's alternatives");
    }

    private void CheckObject(McpJson schema, McpJson value, string path, List<string> problems, int depth)
    {
        Dictionary<string, McpJson> members = MembersOf(value);
        foreach (string name in JsonSchema.Required(schema))
        {
            if (!members.ContainsKey(name))
                problems.Add($"{path}.{name}: missing");
        }

        IReadOnlyDictionary<string, McpJson> properties = JsonSchema.Properties(schema);
        bool isClosed = schema.TryGetProperty("additionalProperties", out McpJson additional) && !schema.TryGetProperty("patternProperties", out _);
        foreach ((string name, McpJson member) in members)
        {
            if (properties.TryGetValue(name, out McpJson property))
                Check(property, member, $"{path}.{name}", problems, depth + 1);
            else if (isClosed && additional.Kind == JsonValueKind.False)
                problems.Add($"{path}.{name}: not in the schema");
            else if (isClosed)
                Check(additional, member, $"{path}.{name}", problems, depth + 1);
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
            problems.Add($"{path}: below the schema's minimum");
        if (Limit(schema, "maximum") < number || Limit(schema, "exclusiveMaximum") <= number)
            problems.Add($"{path}: above the schema's maximum");
    }

    private static void CheckCount(McpJson schema, string least, string most, Func<int> count, string what, string path, List<string> problems)
    {
        if (Limit(schema, least) is { } minimum && count() < minimum)
            problems.Add($"{path}: fewer {what} than the schema's {least}");
        if (Limit(schema, most) is { } maximum && count() > maximum)
            problems.Add($"{path}: more {what} than the schema's {most}");
    }

    private static double? Limit(McpJson schema, string keyword) =>
        schema.TryGetProperty(keyword, out McpJson limit) && TryNumber(limit, out double number) ? number : null;

    private static bool TryNumber(McpJson value, out double number)
    {
        number = 0;
        return value.Kind == JsonValueKind.Number && double.TryParse(value.Utf8.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    private static Dictionary<string, McpJson> MembersOf(McpJson value)
    {
        var members = new Dictionary<string, McpJson>(StringComparer.Ordinal);
        McpJsonReader reader = value.GetReader();
        reader.StartObject("object");
        while (reader.NextProperty())
            members[reader.GetName()] = reader.ReadJson();
        return members;
    }

    /// <summary>A whole number is one however it is written: <c>1.0</c> is.</summary>
    private static string TypeOf(McpJson value) => value.Kind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => JsonNumber.Parse(value.Utf8.Span).Exponent >= 0 ? "integer" : "number",
        _ => "null",
    };
}
