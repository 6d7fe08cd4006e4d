using System.Text.Json;

namespace Mcp;

/// <summary>Says where a byte stands in a JSON text. Only errors ask, so that nothing keeps a path while all goes well.</summary>
internal static class JsonPath
{
    /// <summary>The path to the value that stands at a byte, or around it; <c>$</c> is the whole.</summary>
    public static string At(ReadOnlySpan<byte> json, long offset)
    {
        var open = new Stack<Step>();
        string name = "";
        var reader = new Utf8JsonReader(json);
        while (reader.Read() && reader.TokenStartIndex <= offset)
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name = reader.GetString()!;
                continue;
            }

            bool isEnd = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
            // An object that ended without a member is meant itself, so its end is where the search stops.
            if (reader.TokenStartIndex == offset)
                return Text(open, isEnd ? null : name);
            if (isEnd)
                open.Pop();
            else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                Enter(open, name, reader.TokenType == JsonTokenType.StartArray);
            else
                Count(open);
        }

        return Text(open, null);
    }

    private static void Enter(Stack<Step> open, string name, bool isArray)
    {
        string step = open.Count == 0 ? "$" : Next(open, name);
        Count(open);
        open.Push(new Step(step, isArray, 0));
    }

    private static void Count(Stack<Step> open)
    {
        if (open.TryPop(out Step step))
            open.Push(step with { Items = step.Items + 1 });
    }

    private static string Next(Stack<Step> open, string name) => open.Peek() is { IsArray: true } array ? $"[{array.Items}]" : $".{name}";

    private static string Text(Stack<Step> open, string? name) =>
        open.Count == 0 ? "$" : string.Concat(open.Reverse().Select(static step => step.Text)) + (name is null ? "" : Next(open, name));

    private readonly record struct Step(string Text, bool IsArray, int Items);
}
