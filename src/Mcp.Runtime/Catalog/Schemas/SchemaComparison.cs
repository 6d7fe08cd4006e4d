using System.Text.Json;

namespace Mcp.Catalog;

/// <summary>Which way the values of a schema go.</summary>
internal enum SchemaUse
{
    /// <summary>The app sends them: it must not be refused what was taken before.</summary>
    Argument,

    /// <summary>The server sends them: the app must not get what it could not get before.</summary>
    Result,
}

/// <summary>
/// Two versions of one schema → changes. What the app sends may be taken more freely, what it gets may be more certain: the other way round
/// a change is breaking. Each pair of schemas that references lead to is compared once, and nothing is followed below a depth that no
/// reader has: a schema that holds itself ends.
/// </summary>
internal sealed partial class SchemaComparison(SchemaUse use, McpJson old, McpJson @new, Action<McpCatalogChangeKind, string> report)
{
    private const int MaxDepth = 64;
    private const int MaxValuesNamed = 5;

    private readonly SchemaDocument _old = new(old);
    private readonly SchemaDocument _new = new(@new);
    private readonly HashSet<(string Old, string New, string? Only)> _seen = [];

    public void Run() => Compare("", _old.Root, _new.Root, null, 0);

    /// <param name="path">Where this is, from the whole; empty for the whole.</param>
    /// <param name="old">The older schema.</param>
    /// <param name="new">The newer schema.</param>
    /// <param name="only">The one type that is compared, when both schemas stand for one of several alternatives.</param>
    /// <param name="depth">How deep this is.</param>
    private void Compare(string path, McpJson old, McpJson @new, string? only, int depth)
    {
        SchemaNode from = _old.Open(old);
        SchemaNode to = _new.Open(@new);
        if (depth > MaxDepth || ((from.HasReference || to.HasReference) && !_seen.Add((old.ToString(), @new.ToString(), only))))
            return;
        if (from.TakesNothing != to.TakesNothing)
        {
            Add(to.TakesNothing ? SchemaEffect.Narrowed : SchemaEffect.Widened, $"{Name(path)} {(to.TakesNothing ? "may have no value at all now" : "may have a value now")}");
            return;
        }

        if (from.Outside != to.Outside)
            Add(SchemaEffect.Replaced, $"{Name(path)} refers to {Quoted(to.Outside)} now, and referred to {Quoted(from.Outside)}: what is there is not looked at");
        CompareFurther(path, from, to, depth);
        if (only is null)
            CompareTexts(path, from, to);
        if (CompareAlternatives(path, (old, from), (@new, to), depth) || !CompareTypes(path, from, to, only))
            return;
        CompareValues(path, from, to, only);
        if (only is null or "object")
            CompareMembers(path, from, to, depth);
        if (only is null or "array")
            CompareItems(path, from, to, depth);
        CompareKeywords(path, from, to);
    }

    /// <summary>What <c>allOf</c> says beyond what was said before it.</summary>
    private void CompareFurther(string path, SchemaNode from, SchemaNode to, int depth)
    {
        if (from.Further.Count != to.Further.Count)
        {
            Add(SchemaEffect.Replaced, $"{Name(path)} has to meet other conditions now ('allOf')");
            return;
        }

        foreach ((McpJson old, McpJson @new) in from.Further.Zip(to.Further))
            Compare(path, old, @new, null, depth + 1);
    }

    /// <summary>Whether the rest is worth comparing.</summary>
    private bool CompareTypes(string path, SchemaNode from, SchemaNode to, string? only)
    {
        IReadOnlyList<string> old = from.Types;
        IReadOnlyList<string> @new = to.Types;
        if (only is not null || (old.Count == 0 && @new.Count == 0))
            return true;
        bool isLess = old.Count == 0 || (@new.Count > 0 && JsonSchema.TypesOutside(old, @new).Any());
        bool isMore = @new.Count == 0 || (old.Count > 0 && JsonSchema.TypesOutside(@new, old).Any());
        if (isLess || isMore)
            Add(isLess && isMore ? SchemaEffect.Replaced : isLess ? SchemaEffect.Narrowed : SchemaEffect.Widened, $"{Name(path)} is {Kinds(@new)} now, and was {Kinds(old)}");
        return old.Count == 0 || @new.Count == 0 || old.Any(type => @new.Any(other => Fits(type, other)));
    }

    private void CompareValues(string path, SchemaNode from, SchemaNode to, string? only)
    {
        IReadOnlyCollection<McpJson>? old = Of(from.Values, only);
        IReadOnlyCollection<McpJson>? @new = Of(to.Values, only);
        if (old is null && @new is null)
            return;
        if (old is null)
        {
            Add(SchemaEffect.Narrowed, $"{Name(path)} may only be {List(@new!)} now");
        }
        else if (@new is null)
        {
            Add(SchemaEffect.Widened, $"{Name(path)} may be any value now, and was {List(old)}");
        }
        else
        {
            // In the order in which they are listed.
            McpJson[] lost = [.. old.Where(value => !@new.Contains(value))];
            McpJson[] gained = [.. @new.Where(value => !old.Contains(value))];
            if (lost.Length > 0)
                Add(SchemaEffect.Narrowed, $"{Name(path)} may no longer be {List(lost)}");
            if (gained.Length > 0)
                Add(SchemaEffect.Widened, $"{Name(path)} may be {List(gained)} as well");
        }
    }

    private void CompareKeywords(string path, SchemaNode from, SchemaNode to)
    {
        foreach ((string keyword, McpJson old, McpJson @new) in Differing(from, to))
        {
            SchemaEffect effect = SchemaKeywords.EffectOf(keyword, old, @new);
            if (effect == SchemaEffect.None)
                continue;
            string text = $"{Name(path)}: {Change($"'{keyword}'", old, @new)}";
            if (use == SchemaUse.Result && SchemaKeywords.IsLimit(keyword))
                report(McpCatalogChangeKind.Cosmetic, text);
            else
                Add(effect, text);
        }
    }

    private void CompareTexts(string path, SchemaNode from, SchemaNode to)
    {
        foreach ((string keyword, McpJson old, McpJson @new) in Differing(from, to))
        {
            if (SchemaKeywords.EffectOf(keyword, old, @new) == SchemaEffect.None)
                report(McpCatalogChangeKind.Cosmetic, $"{Name(path)}: {Change($"'{keyword}'", old, @new)}");
        }
    }

    private static IEnumerable<(string Keyword, McpJson Old, McpJson New)> Differing(SchemaNode from, SchemaNode to) =>
        from keyword in @from.Keywords.Keys.Union(to.Keywords.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
        where !SchemaKeywords.IsWalked(keyword)
        let old = @from.Keywords.GetValueOrDefault(keyword)
        let @new = to.Keywords.GetValueOrDefault(keyword)
        where old != @new
        select (keyword, old, @new);

    // Null as the only value of its type is no more than the type says.
    private static IReadOnlyCollection<McpJson>? Of(IReadOnlyCollection<McpJson>? values, string? only)
    {
        if (only is null || values is null)
            return values;
        var fitting = new HashSet<McpJson>(values.Where(value => Fits(JsonSchema.TypeOf(value), only)));
        return only == "null" && fitting.Count == 1 ? null : fitting;
    }

    private static bool Fits(string type, string other) => type == other || (type is "integer" or "number" && other is "integer" or "number");

    private void Add(SchemaEffect effect, string text) => report(KindOf(effect), text);

    private McpCatalogChangeKind KindOf(SchemaEffect effect) => (effect, use) switch
    {
        (SchemaEffect.Narrowed, SchemaUse.Result) or (SchemaEffect.Widened, SchemaUse.Argument) => McpCatalogChangeKind.Additive,
        _ => McpCatalogChangeKind.Breaking,
    };

    private string Name(string path) => (use, path.Length) switch
    {
        (SchemaUse.Argument, 0) => "the argument object",
        (SchemaUse.Result, 0) => "the result",
        _ => SchemaWords.Name(use == SchemaUse.Argument ? "argument" : "result", path),
    };

    private static string Kinds(IReadOnlyList<string> types) => types.Count == 0 ? "anything" : string.Join(" or ", types.Select(SchemaWords.Kind));

    private static string List(IReadOnlyCollection<McpJson> values)
    {
        if (values.Count == 0)
            return "nothing";
        string named = string.Join(", ", values.Take(MaxValuesNamed).Select(CatalogWords.Short));
        return values.Count > MaxValuesNamed ? $"{named} and {values.Count - MaxValuesNamed} more" : named;
    }

    private static string Change(string what, McpJson old, McpJson @new) => CatalogWords.Change(what, old, @new);

    private static string Quoted(string? reference) => reference is null ? "nothing outside" : $"'{reference}'";
}
