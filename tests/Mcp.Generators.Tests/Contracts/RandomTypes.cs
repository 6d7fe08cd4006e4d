using System.Text;

namespace Mcp.Generators.Tests.Contracts;

/// <summary>Types of an app, as an app might write them, from a seed: the same seed gives the same types.</summary>
internal sealed class RandomTypes(int seed)
{
    private static readonly string[] Scalars =
    [
        "string", "bool", "int", "long", "double", "byte", "sbyte", "short", "ushort", "uint", "ulong", "float", "decimal", "char",
        "Guid", "DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "Uri", "byte[]", "Season", "Level",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The source of so many types, called <c>T0</c> and so on, and of a contract that sends and reads each of them.</summary>
    public string Source(int count)
    {
        var source = new StringBuilder("""
            namespace App;

            public enum Season { Spring, [JsonStringEnumMemberName("high-summer")] Summer, LateAutumn }

            [JsonConverter(typeof(JsonStringEnumConverter))]
            public enum Level { Low, VeryHigh }


            """);
        for (var i = 0; i < count; i++)
        {
            source.Append(Type(i)).Append('\n');
        }

        source.Append("[McpClient] public partial interface IAll\n{\n");
        for (var i = 0; i < count; i++)
        {
            source.Append($"    [McpTool(\"t{i}\")] Task<T{i}> T{i}Async(T{i} value, CancellationToken token);\n");
        }

        return source.Append("}\n").ToString();
    }

    private string Type(int index)
    {
        var members = Enumerable.Range(0, _random.Next(1, 9)).Select(i => (Type: Member(index), Name: Name(i))).ToList();
        return _random.Next(4) switch
        {
            0 => $"public sealed record T{index}({string.Join(", ", members.Select(member => $"{Attributes(member.Type, "property: ")}{member.Type} {member.Name}"))});",
            1 => $"public readonly record struct T{index}({string.Join(", ", members.Select(static member => $"{member.Type} {member.Name}"))});",
            2 => $"public sealed record T{index}\n{{\n{string.Concat(members.Select(member => $"    {Attributes(member.Type, "")}public required {member.Type} {member.Name} {{ get; init; }}\n"))}}}",
            _ => Class(index, members),
        };
    }

    /// <summary>A class whose constructor takes some of its properties, in another order than they stand in.</summary>
    private string Class(int index, List<(string Type, string Name)> members)
    {
        var taken = members.Where(_ => _random.Next(2) == 0).Reverse().ToList();
        var parameters = string.Join(", ", taken.Select(static member => $"{member.Type} {char.ToLowerInvariant(member.Name[0])}{member.Name[1..]}"));
        var assignments = string.Concat(taken.Select(static member => $" this.{member.Name} = {char.ToLowerInvariant(member.Name[0])}{member.Name[1..]};"));
        var properties = string.Concat(members.Select(member =>
            $"    {Attributes(member.Type, "")}public {member.Type} {member.Name} {{ get; {(taken.Contains(member) ? "}" : "set; } = default!;")}\n"));
        return $"public sealed class T{index}\n{{\n    public T{index}({parameters}) {{{assignments} }}\n{properties}}}";
    }

    private string Name(int index) => (_random.Next(4) switch
    {
        0 => "Value",
        1 => "WindSpeed",
        2 => "URLPath",
        _ => "x_y",
    }) + index;

    private string Attributes(string type, string target) => _random.Next(12) switch
    {
        0 => $"[{target}JsonPropertyName(\"other-{_random.Next(1000000)}\")] ",
        1 => $"[{target}JsonPropertyOrder({_random.Next(-2, 3)})] ",
        2 when type.EndsWith('?') => $"[{target}JsonIgnore(Condition = JsonIgnoreCondition.Never)] ",
        3 => $"[{target}JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ",
        _ => "",
    };

    private string Member(int index, int depth = 0) => _random.Next(depth > 2 ? 6 : 14) switch
    {
        < 6 => Scalars[_random.Next(Scalars.Length)],
        6 or 7 => Scalars[_random.Next(Scalars.Length)] + "?",
        8 => $"List<{Item(index, depth)}>",
        9 => Item(index, depth) is var item && item == "byte" ? "int[]" : item + "[]",
        10 => $"Dictionary<string, {Item(index, depth)}>",
        11 => $"IReadOnlyList<{Item(index, depth)}>{(_random.Next(2) == 0 ? "?" : "")}",
        _ => index == 0 ? "int" : $"T{_random.Next(index)}{(_random.Next(2) == 0 ? "?" : "")}",
    };

    private string Item(int index, int depth) => Member(index, depth + 1) is var item && item.EndsWith("]?", StringComparison.Ordinal) ? item.TrimEnd('?') : item;
}
