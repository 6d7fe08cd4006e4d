using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Mcp.Protocol.Tests.Kit;

/// <summary>The documentation file that the compiler wrote beside the assembly.</summary>
internal static partial class Documentation
{
    private static readonly Assembly Compiled = typeof(V2024_11_05.Tool).Assembly;

    // A text of nothing but these and the name itself says nothing.
    private static readonly HashSet<string> Fillers =
    [
        "a", "an", "the", "of", "this", "that", "is", "are", "its", "it", "for", "in", "on", "to", "and", "or", "by", "with", "value", "type",
        "gets", "sets", "get", "set", "returns", "method", "methods", "property", "member", "object", "represents", "represent", "mcp", "async",
    ];

    /// <summary>By id up to the parameters: overloads stand together.</summary>
    private static readonly ILookup<string, XElement> Members = XDocument.Load(Path.ChangeExtension(Compiled.Location, ".xml"))
        .Descendants("member").ToLookup(static member => member.Attribute("name")!.Value.Split('(', '~')[0]);

    /// <summary>The public API, each part by its documentation id up to the parameters.</summary>
    public static IEnumerable<(string Id, string Name)> Api => Compiled.GetExportedTypes().SelectMany(Parts);

    /// <summary>How many of the overloads with this id have a text that says something.</summary>
    public static int CountOf(string id, string name) => Members[id].Count(member => Says(member, name));

    public static bool Says(XElement member, string name)
    {
        if (member.Element("inheritdoc") is not null)
            return true;
        XElement? summary = member.Element("summary");
        if (summary is null)
            return false;
        HashSet<string> known = [.. Fillers, .. Words(name)];
        return Words(TextOf(summary)).Any(word => !known.Contains(word) && !known.Contains(word.TrimEnd('s')) && !known.Contains(word + "s"));
    }

    private static IEnumerable<(string Id, string Name)> Parts(Type type)
    {
        string full = type.FullName!.Replace('+', '.');
        yield return ("T:" + full, type.Name);
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (MemberInfo member in type.GetMembers(Own).Where(IsWritten))
        {
            string kind = member switch { PropertyInfo => "P", FieldInfo => "F", _ => "M" };
            string name = member is ConstructorInfo ? "#ctor" : member.Name;
            yield return ($"{kind}:{full}.{name}", $"{type.Name} {member.Name}");
        }
    }

    /// <summary>Somebody wrote it, not the compiler on its own.</summary>
    private static bool IsWritten(MemberInfo member) => member switch
    {
        MethodInfo method => method.GetCustomAttribute<CompilerGeneratedAttribute>() is null && (!method.IsSpecialName || method.Name.StartsWith("op_Implicit", StringComparison.Ordinal)),
        ConstructorInfo constructor => constructor.GetCustomAttribute<CompilerGeneratedAttribute>() is null && constructor.GetParameters().Length > 0,
        _ => member is PropertyInfo or FieldInfo,
    };

    /// <summary>What is said, the names that are only referred to included.</summary>
    private static string TextOf(XElement summary) => string.Concat(summary.DescendantNodes().Select(static node => node switch
    {
        XText text => text.Value,
        XElement element => " " + element.Attribute("cref")?.Value.Split('.')[^1],
        _ => "",
    }));

    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(static match => match.Value.ToLowerInvariant());

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")]
    private static partial Regex Word();
}
