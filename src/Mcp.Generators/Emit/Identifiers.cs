using Microsoft.CodeAnalysis.CSharp;

namespace Mcp.Generators.Emit;

/// <summary>Names and literals as C# wants them.</summary>
internal static class Identifiers
{
    /// <summary>A name as it may stand in code: a keyword gets its <c>@</c>.</summary>
    public static string Escape(string name)
        => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>A local variable for a member; names that emitted code uses itself are avoided.</summary>
    public static string Local(string name)
    {
        var local = char.ToLowerInvariant(name[0]) + name.Substring(1);
        return local is "reader" or "writer" or "other" or "additional" or "mark" or "self" ? local + "Value" : Escape(local);
    }

    /// <summary>A string literal.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A UTF-8 literal.</summary>
    public static string Utf8(string text) => Literal(text) + "u8";

    /// <summary>A member's name as the writer takes it: in quotes and with its colon.</summary>
    public static string JsonName(string name) => Utf8(Json.JsonText.Quote(name) + ":");
}
