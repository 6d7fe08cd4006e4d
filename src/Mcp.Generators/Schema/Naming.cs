using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Mcp.Generators.Schema;

/// <summary>From names in JSON to names in C#.</summary>
internal static class Naming
{
    /// <summary>
    /// What the rules below would name badly: the base of all results stands for "a result without members" where it is used as
    /// one; a task beside <c>System.Threading.Tasks</c> would make each <c>Task</c> of an app ambiguous; and what older revisions leave
    /// without a name gets the one that later ones chose.
    /// </summary>
    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["Result"] = "EmptyResult",
        ["Task"] = "McpTask",
        ["TaskStatus"] = "McpTaskStatus",
        ["JSONRPCErrorError"] = "Error",
        ["union of TextContent"] = "ContentBlock",
    };

    public static string TypeName(string definition) => Renamed.TryGetValue(definition, out var name) ? name : definition;

    /// <summary>The name under which <c>descriptions.json</c> has a type: the schema's own, where ours differs.</summary>
    public static string ProseName(string type) => type switch
    {
        "McpTask" => "Task",
        "McpTaskStatus" => "TaskStatus",
        _ => type,
    };

    /// <summary>The envelope that a whole message stands in, or null.</summary>
    public static string? Envelope(string type)
        => type.EndsWith("Request", StringComparison.Ordinal) ? "JSONRPCRequest"
        : type.EndsWith("Notification", StringComparison.Ordinal) ? "JSONRPCNotification"
        : type.EndsWith("Response", StringComparison.Ordinal) ? "JSONRPCResultResponse"
        : type.EndsWith("Error", StringComparison.Ordinal) ? "JSONRPCErrorResponse"
        : null;

    /// <summary>The name of a union that is made of those of both sides, which share a case, or null.</summary>
    public static string? MergedUnion(IReadOnlyCollection<string> definitions)
        => definitions.Contains("ClientRequest") && definitions.Contains("ServerRequest") ? "AnyRequest"
        : definitions.Contains("ClientNotification") && definitions.Contains("ServerNotification") ? "AnyNotification"
        : null;

    /// <summary>The name of a union that the schema gives none: listed above, or the words that all its cases end with.</summary>
    public static string? UnionName(IReadOnlyList<string> cases)
    {
        foreach (var name in cases)
        {
            if (Renamed.TryGetValue("union of " + name, out var listed))
            {
                return listed;
            }
        }

        var suffix = cases.Aggregate(CommonSuffix);
        var start = suffix.ToList().FindIndex(char.IsUpper);
        return start < 0 ? null : suffix.Substring(start);
    }

    /// <summary>A member's name: <c>_meta</c> is Meta, <c>io.modelcontextprotocol/clientInfo</c> is ClientInfo.</summary>
    public static string MemberName(string jsonName)
        => Pascal(jsonName.Substring(jsonName.LastIndexOf('/') + 1).TrimStart('$', '_'));

    /// <summary>The words of a name, each with a capital: <c>read_only</c> and <c>date-time</c> as well as <c>readOnly</c>.</summary>
    public static string Pascal(string name)
    {
        var pascal = new StringBuilder(name.Length);
        var capital = true;
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c))
            {
                capital = true;
                continue;
            }

            pascal.Append(capital ? char.ToUpperInvariant(c) : c);
            capital = false;
        }

        return pascal.Length > 0 && char.IsDigit(pascal[0]) ? "_" + pascal : pascal.ToString();
    }

    private static string CommonSuffix(string left, string right)
    {
        var length = 0;
        while (length < Math.Min(left.Length, right.Length) && left[left.Length - 1 - length] == right[right.Length - 1 - length])
        {
            length++;
        }

        return left.Substring(left.Length - length);
    }
}
