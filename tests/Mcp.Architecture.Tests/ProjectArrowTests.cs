using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Mcp.Architecture;

/// <summary>The arrows between the projects under src/, in project files and in what was compiled from them.</summary>
public class ProjectArrowTests
{
    /// <summary>Project → the projects whose types it may use. To add a project is to add its row.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        // Handwritten and without knowledge of any schema: everything stands on it, it stands on nothing.
        ["Mcp.Runtime"] = [],
        // A compiler plug-in: it emits code against the runtime, but is never loaded beside it.
        ["Mcp.Generators"] = [],
        ["Mcp.Generators.CodeFixes"] = [],
        // The compiled revisions.
        ["Mcp.Protocol"] = ["Mcp.Runtime"],
        ["Mcp.Extensions.DependencyInjection"] = ["Mcp.Runtime"],
    };

    public static TheoryData<string> Projects =>
        [.. Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_file_references_only_what_its_row_allows(string project)
    {
        var allowed = RowOf(project);
        var file = XDocument.Load(Repository.PathOf("src", project, project + ".csproj"));
        var strangers =
            from reference in file.Descendants("ProjectReference")
            let target = Path.GetFileNameWithoutExtension(((string?)reference.Attribute("Include") ?? "").Replace('\\', '/'))
            where !IsAnalyzerOnly(reference, target) && !allowed.Contains(target)
            select $"{project} references {target}, which its row in {nameof(ProjectArrowTests)} does not allow";

        Findings.None(strangers);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_compiled_assembly_uses_only_what_its_row_allows(string project)
    {
        var allowed = RowOf(project);
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, project + ".dll")));
        var metadata = file.GetMetadataReader();
        var strangers =
            from handle in metadata.AssemblyReferences
            let name = metadata.GetString(metadata.GetAssemblyReference(handle).Name)
            where name.StartsWith("Mcp.", StringComparison.Ordinal) && !allowed.Contains(name)
            select $"{project}.dll uses types of {name}, which its row in {nameof(ProjectArrowTests)} does not allow";

        Findings.None(strangers);
    }

    private static string[] RowOf(string project)
    {
        Assert.True(Arrows.TryGetValue(project, out var allowed), $"{project} has no row in {nameof(ProjectArrowTests)}: add one");
        return allowed;
    }

    private static bool IsAnalyzerOnly(XElement reference, string target) =>
        target.StartsWith("Mcp.Generators", StringComparison.Ordinal)
        && Setting(reference, "ReferenceOutputAssembly") == "false";

    private static string? Setting(XElement reference, string name) =>
        (string?)reference.Attribute(name) ?? (string?)reference.Element(name);
}
