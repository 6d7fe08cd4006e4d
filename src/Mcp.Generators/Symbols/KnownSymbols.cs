using System.Linq;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>The types of the runtime and the framework that mean something in a contract, recognised by name.</summary>
internal static class KnownSymbols
{
    public const string ClientAttribute = "Mcp.McpClientAttribute";
    public const string ToolAttribute = "Mcp.McpToolAttribute";
    public const string PromptAttribute = "Mcp.McpPromptAttribute";
    public const string ResourceAttribute = "Mcp.McpResourceAttribute";
    public const string NameAttribute = "Mcp.McpNameAttribute";
    public const string ArgumentsAttribute = "Mcp.McpArgumentsAttribute";
    public const string Contract = "Mcp.IMcpContract<TSelf>";
    public const string DescribedContract = "Mcp.IMcpDescribedContract<TSelf>";
    public const string JsonValue = "Mcp.IMcpJsonValue<TSelf>";
    public const string Json = "Mcp.McpJson";
    public const string ToolResult = "Mcp.McpToolResult";
    public const string TypedToolResult = "Mcp.McpToolResult<T>";
    public const string PromptResult = "Mcp.McpPromptResult";
    public const string PromptMessage = "Mcp.McpPromptMessage";
    public const string ResourceContents = "Mcp.McpResourceContents";
    public const string ReadOnlyList = "System.Collections.Generic.IReadOnlyList<T>";
    public const string CallOptions = "Mcp.McpCallOptions";
    public const string Progress = "Mcp.McpProgress";
    public const string ProgressSink = "System.IProgress<T>";
    public const string Token = "System.Threading.CancellationToken";
    public const string Task = "System.Threading.Tasks.Task";
    public const string ValueTask = "System.Threading.Tasks.ValueTask";
    public const string GeneratedCode = "System.CodeDom.Compiler.GeneratedCodeAttribute";
    public const string AsyncEnumerable = "System.Collections.Generic.IAsyncEnumerable<T>";
    public const string ListChange = "Mcp.McpListChange";
    public const string LogEntry = "Mcp.McpLogEntry";
    public const string LogLevel = "Mcp.McpLogLevel";
    public const string JsonNamespace = "System.Text.Json.Serialization";

    /// <summary>Whether a type has a name. The full text of one takes a walk through its namespaces, and nearly all types differ by their plain name already.</summary>
    public static bool Is(ITypeSymbol type, string name) => EndsWith(name, type.Name) && SymbolText.Name(type) == name;

    public static bool IsContract(ISymbol type) => AttributeOf(type, ClientAttribute) is not null;

    public static AttributeData? AttributeOf(ISymbol symbol, string name)
        => symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { } found && Is(found, name));

    /// <summary>Whether a type reads and writes itself, as those of the protocol do.</summary>
    public static bool ReadsItself(ITypeSymbol type)
        => type.TypeKind != TypeKind.Enum && type.AllInterfaces.Any(found => Is(found, JsonValue) && SymbolEqualityComparer.Default.Equals(found.TypeArguments[0], type));

    private static bool EndsWith(string name, string plain)
    {
        var bracket = name.IndexOf('<');
        var start = (bracket < 0 ? name.Length : bracket) - plain.Length;
        return start >= 0 && (start == 0 || name[start - 1] == '.') && string.CompareOrdinal(name, start, plain, 0, plain.Length) == 0;
    }
}
