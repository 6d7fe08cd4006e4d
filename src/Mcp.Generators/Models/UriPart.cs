namespace Mcp.Generators.Models;

/// <summary>A piece of a URI template: fixed text, or a group of variables.</summary>
/// <param name="Text">Fixed text as it stands in a URI; empty for variables.</param>
/// <param name="Operator">The character after the brace, or none.</param>
/// <param name="Variables">The variables of the group.</param>
internal sealed record UriPart(string Text, string Operator, EquatableArray<string> Variables)
{
    /// <summary>What stands before the first variable that has a value.</summary>
    public string First => Operator is "" or "+" ? "" : Operator;

    /// <summary>What stands between two variables.</summary>
    public string Separator => Operator switch
    {
        "." or "/" or ";" => Operator,
        "?" or "&" => "&",
        _ => ",",
    };

    /// <summary>Whether values are written as <c>name=value</c>.</summary>
    public bool IsNamed => Operator is ";" or "?" or "&";

    /// <summary>Whether reserved characters stay as they are.</summary>
    public bool KeepsReserved => Operator is "+" or "#";
}
